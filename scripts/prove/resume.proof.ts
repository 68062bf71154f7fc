import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { noise } from './support/bytes.ts';
import type { Caller, Item } from './support/caller.ts';
import { newCaller, say, withHouse } from './support/house.ts';
import { peakMb } from './support/peak-memory.ts';
import { type CuttingLine, startCuttingLine } from './support/planned-cuts.ts';
import { beginResumable, type Followed, sendResumable } from './support/resumable.ts';

export const about = '1 GiB up with tus-js-client and a package of 1 GiB down with curl -C -, each cut ten times: digests equal';

const MIB = 1024 * 1024;
const SIZE = 1024 * MIB;
const CUTS = 10;
const ATTEMPTS = CUTS * 3;

/** Ten different places, none so near the end that nothing would be left to resume. */
const places = (): number[] => Array.from({ length: CUTS }, (_, i) => randomInt(i * 100, (i + 1) * 100) * MIB + randomInt(1, MIB));
const rate = (bytes: number, since: number): string => `${(bytes / MIB / ((performance.now() - since) / 1000)).toFixed(0)} MiB/s`;
const listed = (all: readonly number[]): string => all.map((place) => (place / MIB).toFixed(1)).join(', ');

async function until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 300_000; Date.now() < end; await sleep(500)) {
    const seen = await probe();
    if (seen !== undefined) return seen;
  }
  throw new Error(`waited in vain for ${what}`);
}

function requireCuts(line: CuttingLine): void {
  if (line.cuts() !== CUTS) throw new Error(`only ${line.cuts()} of ${CUTS} cuts were made`);
}

async function sendUp(caller: Caller, port: number, dossierId: string, path: string, sha256: string): Promise<void> {
  const planned = places();
  const line = await startCuttingLine(port, 'up', planned);
  say(`\nsending 1 GiB, the connection cut after ${listed(planned)} MiB ...`);
  const started = performance.now();
  const id = await beginResumable(caller, dossierId, 'resumed.bin', SIZE);
  const resumed = await sendResumable({ caller, base: `http://127.0.0.1:${line.port}/api/v1`, id, path });
  requireCuts(line);
  await line.close();
  say(`sent at ${rate(SIZE, started)} all in all; the client asked ${resumed} times where to go on`);
  const upload = await until('the upload to be a file', async () => {
    const found = await caller.call<Followed>('GET', `/uploads/${id}`);
    return found.status === 'COMPLETED' ? found : undefined;
  });
  const file = await until('the digest of the file', async () => {
    const found = await caller.call<Item>('GET', `/files/${upload.fileId}`);
    return found.sha256 === null ? undefined : found;
  });
  if (file.sha256 !== sha256 || file.size !== SIZE) throw new Error(`stored ${file.size} bytes ${file.sha256}, sent ${sha256}`);
  say(`stored and read once: digest equal (${sha256.slice(0, 16)}...)`);
}

/** One attempt of curl; whether the download is whole. */
async function curl(url: string, headers: Readonly<Record<string, string>>, out: string): Promise<boolean> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const child = spawn('curl', ['-sS', '-f', '-C', '-', '-o', out, ...given, url], { stdio: ['ignore', 'ignore', 'ignore'] });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code === 0)));
}

async function fetchDown(caller: Caller, port: number, made: Item, out: string): Promise<void> {
  const planned = places();
  const line = await startCuttingLine(port, 'down', planned);
  say(`\nfetching ${made.size} bytes with curl -C -, the connection cut after ${listed(planned)} MiB ...`);
  const started = performance.now();
  let attempts = 1;
  const url = `http://127.0.0.1:${line.port}/api/v1/result-packages/${made.id}/content`;
  while (!(await curl(url, await caller.headers(), out))) {
    attempts += 1;
    if (attempts > ATTEMPTS) throw new Error('the download did not end');
  }
  requireCuts(line);
  await line.close();
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(out)) hash.update(chunk as Buffer);
  const got = hash.digest('hex');
  if (got !== made.sha256) throw new Error(`downloaded ${(await stat(out)).size} bytes ${got}, the package says ${made.sha256}`);
  say(`fetched at ${rate(made.size, started)} all in all, in ${attempts} attempts: digest equal (${got.slice(0, 16)}...)`);
}

export async function prove(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-resume-'));
  try {
    const source = join(folder, 'source.bin');
    const bytes = noise(SIZE);
    await pipeline(bytes.stream, createWriteStream(source));
    await withHouse('prove-resume', async ({ env, program }) => {
      const port = Number(new URL(env['PUBLIC_URL'] ?? '').port);
      const { caller } = await newCaller(env, 'Resume');
      const dossierId = await caller.makeDossier('Resumed');
      await sendUp(caller, port, dossierId, source, bytes.sha256());
      say(`API peak ${peakMb(program.api.pid)} MB, worker peak ${peakMb(program.worker.pid)} MB`);
      const made = await caller.packageReady(await caller.askForPackage(dossierId), 600);
      await fetchDown(caller, port, made, join(folder, 'package.zip'));
      say(`API peak ${peakMb(program.api.pid)} MB, worker peak ${peakMb(program.worker.pid)} MB`);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
