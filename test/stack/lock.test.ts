import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockHolder, tryLock } from '../../scripts/stack/lock.ts';
import { ROOT } from '../../scripts/stack/paths.ts';
import { markOf } from '../../scripts/stack/process.ts';

test('one holds the lock, says who it is, and gives it free', async () => {
  const name = `test-${randomUUID()}`;
  assert.equal(await lockHolder(name), undefined);
  const lock = await tryLock(name);
  assert.ok(lock);
  assert.equal(await tryLock(name), undefined);
  assert.deepEqual(await lockHolder(name), markOf(process.pid));
  await lock.release();
  const again = await tryLock(name);
  assert.ok(again);
  await again.release();
});

test('of many who try at once exactly one gets it', async () => {
  const name = `test-${randomUUID()}`;
  const locks = (await Promise.all(Array.from({ length: 20 }, () => tryLock(name)))).filter((lock) => lock !== undefined);
  assert.equal(locks.length, 1);
  await locks[0]?.release();
});

test('a lock ends with its holder, even by kill -9', async () => {
  const name = `test-${randomUUID()}`;
  const code = `import { tryLock } from ${JSON.stringify(join(ROOT, 'scripts/stack/lock.ts'))};
    await tryLock(${JSON.stringify(name)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  assert.equal((await lockHolder(name))?.pid, holder.pid);
  holder.kill('SIGKILL');
  await new Promise((resolve) => holder.once('exit', resolve));
  const lock = await tryLock(name);
  assert.ok(lock);
  await lock.release();
});
