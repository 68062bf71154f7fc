import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { endProcess, isAlive, markOf, startTimeOf } from '../../scripts/stack/process.ts';

const child = (code: string) => spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });

test('the start time is found behind a name with spaces and brackets', () => {
  const fields = Array.from({ length: 49 }, (_, index) => String(index + 4));
  assert.equal(startTimeOf(`42 (a) b (c) S ${fields.join(' ')}`), '22');
  assert.equal(startTimeOf(`42 (gone) Z ${fields.join(' ')}`), undefined);
});

test('a process with the same number but another start is not taken for the one that was marked', () => {
  const mine = markOf(process.pid);
  assert.ok(mine);
  assert.equal(isAlive(mine), true);
  assert.equal(isAlive({ ...mine, startTime: '1' }), false);
  assert.equal(isAlive({ ...mine, bootId: 'before the restart' }), false);
});

test('a stale mark is never signalled', async () => {
  const bystander = child('console.log(1); setInterval(() => {}, 1000)');
  await new Promise((resolve) => bystander.stdout.once('data', resolve));
  const mark = markOf(bystander.pid ?? 0);
  assert.ok(mark);
  await endProcess({ ...mark, startTime: '1' }, [['SIGTERM', 100]]);
  assert.equal(isAlive(mark), true);
  await endProcess(mark, [['SIGTERM', 5_000]]);
  assert.equal(isAlive(mark), false);
});

test('who ignores the farewell is killed', async () => {
  const stubborn = child("process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1000)");
  await new Promise((resolve) => stubborn.stdout.once('data', resolve));
  const mark = markOf(stubborn.pid ?? 0);
  assert.ok(mark);
  await endProcess(mark, [['SIGTERM', 200]]);
  assert.equal(isAlive(mark), false);
});
