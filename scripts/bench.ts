// npm run bench: CPU per request of two reads beside a bare node:http + pg server, interleaved, medians of the rounds.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import autocannon from 'autocannon';
import { newCaller, say, withHouse } from './prove/support/house.ts';

const ROUNDS = 7;
const SECONDS = 3;
const CONNECTIONS = 16;
const FILES = 200;

interface Target {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  readonly headers: Readonly<Record<string, string>>;
}
interface Sample {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly p99: number;
}

/** User and system time of a process in microseconds, from /proc (10 ms ticks). */
function cpuMicros(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function sample({ name, url, pid, headers }: Target, seconds: number): Promise<Sample> {
  const before = cpuMicros(pid);
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${name}: ${result.non2xx} bad answers, ${result.errors} errors`);
  return { cpuMicros: (cpuMicros(pid) - before) / result.requests.total, perSecond: result.requests.average, p99: result.latency.p99 };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function compare(what: string, house: Target, bare: Target): Promise<void> {
  const rounds: { house: Sample; bare: Sample }[] = [];
  for (const target of [house, bare]) await sample(target, 2);
  for (let i = 0; i < ROUNDS; i++) rounds.push({ house: await sample(house, SECONDS), bare: await sample(bare, SECONDS) });
  const of = (side: 'house' | 'bare', key: keyof Sample): number => median(rounds.map((round) => round[side][key]));
  const ratio = (key: keyof Sample): string => median(rounds.map((round) => round.house[key] / round.bare[key])).toFixed(2);
  say(`\n${what} (medians of ${ROUNDS} rounds, ${CONNECTIONS} connections)`);
  say(
    `  CPU a request   house ${of('house', 'cpuMicros').toFixed(0)} us, bare ${of('bare', 'cpuMicros').toFixed(0)} us, ratio ${ratio('cpuMicros')}`,
  );
  say(
    `  requests/s      house ${of('house', 'perSecond').toFixed(0)}, bare ${of('bare', 'perSecond').toFixed(0)}, ratio ${ratio('perSecond')}`,
  );
  say(`  p99 ms          house ${of('house', 'p99').toFixed(1)}, bare ${of('bare', 'p99').toFixed(1)}, ratio ${ratio('p99')}`);
}

async function startBare(args: readonly string[]): Promise<{ pid: number; port: number; stop: () => void }> {
  const child = spawn(process.execPath, ['test/bench/bare-server.ts', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  if (child.pid === undefined) throw new Error('the bare server has no process');
  return { pid: child.pid, port, stop: () => child.kill('SIGTERM') };
}

await withHouse('bench', async ({ env, program }) => {
  const { caller, workspaceId } = await newCaller(env, 'Bench');
  const dossierId = await caller.makeDossier('Bench');
  let fileId = '';
  for (let i = 0; i < FILES; i++)
    fileId = (await caller.upload(dossierId, `note ${i}.txt`, Readable.from([Buffer.from(`note ${i}\n`)]))).id;
  const bare = await startBare([env['DATABASE_OWNER_URL'] ?? '', workspaceId, dossierId]);
  const base = `${env['PUBLIC_URL']}/api/v1`;
  const house = async (name: string, path: string): Promise<Target> => {
    const headers = { authorization: `Bearer ${await caller.token()}`, 'x-tenant-id': workspaceId };
    return { name, url: base + path, pid: program.api.pid, headers };
  };
  const beside = (name: string, path: string): Target => ({
    name,
    url: `http://127.0.0.1:${bare.port}${path}`,
    pid: bare.pid,
    headers: {},
  });
  try {
    await compare('GET /files/{fileId}', await house('item', `/files/${fileId}`), beside('bare item', `/files/${fileId}`));
    await compare('a list of 50 files', await house('list', `/dossiers/${dossierId}/files?limit=50`), beside('bare list', '/list'));
  } finally {
    bare.stop();
  }
});
