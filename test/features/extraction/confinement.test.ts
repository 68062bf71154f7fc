import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Confinement, findConfinement } from '../../../src/features/extraction/confinement.ts';
import { nodeFlags } from '../../../src/features/extraction/node-flags.ts';
import { runChild } from '../../../src/features/extraction/run-child.ts';
import { MIB } from './read.ts';

const PROBE = fileURLToPath(new URL('./children/probe.ts', import.meta.url));
const server = createServer((socket) => socket.destroy());
let folder = '';
let secret = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'confinement-'));
  secret = join(folder, 'secret');
  await writeFile(secret, 'of another file');
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function probe({ prefix }: Pick<Confinement, 'prefix'>): Promise<Record<string, unknown>> {
  const lines: string[] = [];
  const { port } = server.address() as AddressInfo;
  const node = [process.execPath, ...nodeFlags([PROBE], 64), PROBE, secret, folder, String(port)];
  const end = await runChild({
    command: [...prefix, ...node] as unknown as [string],
    document: 0,
    limits: { maxMemoryBytes: 512 * MIB, maxCpuSeconds: 60, maxWallSeconds: 60, maxAnswerBytes: 10_000 },
    signal: new AbortController().signal,
    onLine: (line) => lines.push(line),
  });
  assert.equal(end.exitCode, 0, end.lastWords);
  return JSON.parse(lines[0] ?? '{}') as Record<string, unknown>;
}

test('a child can read nothing but its own program, write nothing, start nothing, and knows no environment', async () => {
  const { network: _, ...found } = await probe({ prefix: [] });
  assert.deepEqual(found, {
    readFile: 'ERR_ACCESS_DENIED',
    writeFile: 'ERR_ACCESS_DENIED',
    startProcess: 'ERR_ACCESS_DENIED',
    startThread: 'ERR_ACCESS_DENIED',
    runText: 'EvalError: Code generation from strings disallowed for this context',
    input: 'done',
    environment: [],
  });
  assert.deepEqual(await readdir(folder), ['secret']);
});

test('where the kernel gives a network namespace, a child reaches no address', async () => {
  const confinement = await findConfinement();
  const cutOff = await probe(confinement);
  assert.equal(cutOff['network'], confinement.network === 'cut-off' ? 'ENETUNREACH' : 'done');
  assert.equal((await probe({ prefix: [] }))['network'], 'done', 'the address answers those who may reach it');
});
