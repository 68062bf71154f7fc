import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findConfinement } from '../../../src/features/extraction/confinement.ts';
import { lineSplitter } from '../../../src/features/extraction/line-splitter.ts';
import { type ChildEnd, type ChildOrder, runChild } from '../../../src/features/extraction/run-child.ts';
import { MIB } from './read.ts';

const ENDLESS = fileURLToPath(new URL('./children/endless.ts', import.meta.url));
const TALKATIVE = fileURLToPath(new URL('./children/talkative.ts', import.meta.url));
const PARENT = fileURLToPath(new URL('./children/parent.ts', import.meta.url));
const GENEROUS = { maxMemoryBytes: 1024 * MIB, maxCpuSeconds: 60, maxWallSeconds: 60, maxAnswerBytes: 1_000_000 };

const run = (program: string, order: Partial<ChildOrder> = {}): Promise<ChildEnd> =>
  runChild({
    command: [process.execPath, program],
    document: 0,
    limits: GENEROUS,
    signal: new AbortController().signal,
    onLine: () => undefined,
    ...order,
  });

async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat !== undefined && !/\) Z /.test(stat);
}

async function dead(pid: number): Promise<void> {
  while (await isAlive(pid)) await sleep(20);
}

test('an abort kills the child, and it is dead when the run is over', async () => {
  const stop = new AbortController();
  let pid = 0;
  const end = await run(ENDLESS, {
    signal: stop.signal,
    onLine: (line) => {
      pid = Number(line);
      stop.abort();
    },
  });
  assert.equal(end.verdict, 'aborted');
  assert.equal(await isAlive(pid), false);
});

test('an aborted signal starts no child', async () => {
  await assert.rejects(run(ENDLESS, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('S45: CPU time and wall time each end a child', async () => {
  assert.equal((await run(ENDLESS, { limits: { ...GENEROUS, maxCpuSeconds: 0.3 } })).verdict, 'time');
  assert.equal((await run(ENDLESS, { limits: { ...GENEROUS, maxWallSeconds: 0.3 } })).verdict, 'time');
});

test('S45: memory ends a child, and what it took is known', async () => {
  const end = await run(ENDLESS, { limits: { ...GENEROUS, maxMemoryBytes: 10 * MIB } });
  assert.equal(end.verdict, 'memory');
  assert.ok(end.usage.peakBytes > 10 * MIB);
});

test('an answer that is too long, or that the parent does not understand, ends the child', async () => {
  assert.equal((await run(TALKATIVE)).verdict, 'answer');
  const end = await run(ENDLESS, {
    onLine: () => {
      throw new SyntaxError('not what was agreed');
    },
  });
  assert.equal(end.verdict, 'answer');
});

test('a program that is not there is said so', async () => {
  await assert.rejects(run(ENDLESS, { command: ['/nowhere/to/be/found'] }), { code: 'ENOENT' });
});

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(`a child dies with its parent: ${signal}`, async (t) => {
    const { diesWithParent } = await findConfinement();
    if (!diesWithParent) return t.skip('no setpriv on this machine');
    const parent = spawn(process.execPath, [PARENT], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    assert.equal(await isAlive(pid), true);
    parent.kill(signal);
    await once(parent, 'exit');
    await dead(pid);
    return undefined;
  });
}

test('lines are cut at newlines only, however the bytes arrive', () => {
  const lines: string[] = [];
  const split = lineSplitter((line) => lines.push(line));
  const bytes = Buffer.from('one\u2028still one\nzw\u00f6lf\n\nlast');
  for (const byte of bytes) split(Buffer.from([byte]));
  assert.deepEqual(lines, ['one\u2028still one', 'zw\u00f6lf', '']);
});
