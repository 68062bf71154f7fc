import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { writePrivateJson } from '../../scripts/stack/files.ts';
import { findLeftover } from '../../scripts/stack/part.ts';
import { instanceFolders, makeInstanceFolders, ROOT } from '../../scripts/stack/paths.ts';
import { isAlive, markOf } from '../../scripts/stack/process.ts';
import { instanceLock } from '../../scripts/stack/stack.ts';
import { abandonStart, stopInstance } from '../../scripts/stack/stopping.ts';

// instances that never had a start: only their locks are there
const folders = (name: string) => instanceFolders(`never-${name}-${process.pid}`);

/** A process that runs `code` in a folder, once it has printed something. */
async function runIn(t: TestContext, cwd: string, code: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

const holding = (name: string): string => `import { tryLock } from ${JSON.stringify(join(ROOT, 'scripts/stack/lock.ts'))};
  await tryLock(${JSON.stringify(name)}); console.log('held'); setInterval(() => {}, 1000);`;

test('the holder of an instance is asked to stop', async (t) => {
  const instance = folders('held');
  const holder = await runIn(t, ROOT, holding(instanceLock(instance)));
  const gone = new Promise((resolve) => holder.once('exit', (_, signal) => resolve(signal)));
  await stopInstance(instance, () => {});
  assert.equal(await gone, 'SIGTERM');
});

test('a holder that runs elsewhere is named and left alone', async (t) => {
  const instance = folders('elsewhere');
  const holder = await runIn(t, tmpdir(), holding(instanceLock(instance)));
  await assert.rejects(
    stopInstance(instance, () => {}),
    new RegExp(`Process ${holder.pid} seems to hold`),
  );
  assert.ok(markOf(holder.pid ?? 0));
});

test('whoever answers with the number of a process that started at another time stops nothing', async (t) => {
  const instance = folders('claimed');
  const bystander = await runIn(t, ROOT, "console.log('here'); setInterval(() => {}, 1000);");
  const mark = markOf(bystander.pid ?? 0);
  assert.ok(mark);
  const claim = createServer((socket) => socket.end(JSON.stringify({ ...mark, startTime: '1' })));
  await new Promise<void>((resolve) => claim.listen(`\0tabularium/${instanceLock(instance)}`, resolve));
  t.after(() => claim.close());
  await assert.rejects(
    stopInstance(instance, () => {}),
    /seems to hold/,
  );
  assert.equal(isAlive(mark), true);
});

test('giving up a start that still waits for the instance ends nothing of its holder', async (t) => {
  const instance = folders('waiting');
  t.after(() => rmSync(instance.home, { recursive: true, force: true }));
  await runIn(t, ROOT, holding(instanceLock(instance)));
  const server = await runIn(t, ROOT, "console.log('here'); setInterval(() => {}, 1000);");
  makeInstanceFolders(instance);
  writePrivateJson(join(instance.run, 's3.json'), { ...markOf(server.pid ?? 0), fingerprint: '' });
  await abandonStart(instance);
  assert.ok(findLeftover(instance, 's3'));
});
