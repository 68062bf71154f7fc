import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import { sha256Of } from './originals.ts';
import { inBytes, inSeconds, type Report, timed } from './report.ts';
import type { Uploaded } from './upload.ts';
import { faultsOf, readZip } from './zip.ts';

interface ResultPackage {
  readonly id: string;
  readonly status: string;
  readonly progress: { readonly filesDone: number; readonly filesTotal: number; readonly bytesDone: number; readonly bytesTotal: number };
  readonly size: number | null;
  readonly sha256: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A package to be asked for: where, with which body, and what must be in it. */
export interface Wish {
  readonly kind: string;
  readonly path: string;
  readonly body?: unknown;
  readonly expected: readonly Uploaded[];
}

const POLL_MS = 100;
const PATIENCE_MS = 600_000;

async function untilReady(caller: Caller, id: string, report: Report): Promise<ResultPackage> {
  let said = '';
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(POLL_MS)) {
    const found = await caller.get<ResultPackage>(`/result-packages/${id}`);
    const { filesDone, filesTotal, bytesDone, bytesTotal } = found.progress;
    const line = `${found.status.padEnd(10)} ${filesDone} of ${filesTotal} files, ${inBytes(bytesDone)} of ${inBytes(bytesTotal)}`;
    if (line !== said) report.say(line);
    said = line;
    if (found.status === 'READY') return found;
    if (found.status !== 'QUEUED' && found.status !== 'GENERATING') throw new Error(`package ${found.status}: ${found.error?.message}`);
  }
  throw new Error(`package ${id} was not ready after ${PATIENCE_MS / 1000} s`);
}

/** Asking too early is answered 409 with the time to wait; it may also be ready already. */
async function askTooEarly(caller: Caller, id: string, report: Report): Promise<void> {
  const early = await caller.send('GET', `/result-packages/${id}/content`);
  await early.body?.cancel();
  const retryAfter = early.headers.get('retry-after');
  report.check(
    early.ok || (early.status === 409 && retryAfter !== null),
    `content asked for at once: ${early.ok ? 'it is there' : 'not ready, 409 with Retry-After'}`,
  );
}

/** Downloads in two halves, as a client does whose connection broke. Resolves with the SHA-256 that the API states. */
async function downloadInHalves(caller: Caller, id: string, size: number, path: string): Promise<string | undefined> {
  const middle = Math.floor(size / 2);
  let digest: string | undefined;
  for (const [range, flags] of [[`bytes=0-${middle - 1}`, 'w'] as const, [`bytes=${middle}-`, 'a'] as const]) {
    const response = await caller.send('GET', `/result-packages/${id}/content`, { range });
    if (response.status !== 206 || !response.body) throw new Error(`range ${range} of package ${id}: ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path, { flags }));
    digest = /sha-256=:([^:]+):/.exec(response.headers.get('repr-digest') ?? '')?.[1];
  }
  return digest && Buffer.from(digest, 'base64').toString('hex');
}

/** Has a package made, fetches it into `folder`, and compares it with its manifest and with the originals on disk. */
export async function fetchPackage(caller: Caller, wish: Wish, folder: string, report: Report): Promise<void> {
  const [ready, makingMs] = await timed(async () => {
    const body = wish.body === undefined ? undefined : { json: wish.body };
    const { id } = await caller.post<ResultPackage>(wish.path, body);
    await askTooEarly(caller, id, report);
    return untilReady(caller, id, report);
  });
  const path = join(folder, `${wish.kind.replaceAll(' ', '-')}.zip`);
  const [stated, loadingMs] = await timed(() => downloadInHalves(caller, ready.id, ready.size ?? 0, path));
  const sha256 = await sha256Of(path);
  report.check(sha256 === ready.sha256 && sha256 === stated, `${wish.kind}: downloaded in two halves, its SHA-256 is the one stated`);
  const zip = await readZip(path);
  const faults = faultsOf(zip, new Map(wish.expected.map(({ file, original }) => [file.id, original])));
  report.check(
    faults.length === 0,
    `${wish.kind}: ${zip.entries.length} entries are those of manifest and disk${faults.map((one) => `; ${one}`).join('')}`,
  );
  const figure = `${zip.entries.length} files, ${inBytes(ready.size ?? 0)}, ready after ${inSeconds(makingMs)}, downloaded in ${inSeconds(loadingMs)}`;
  report.measured(`package: ${wish.kind}`, figure);
}

/** One file's own content, whole, by its strong ETag, and its last bytes. */
export async function fetchContent(caller: Caller, { file, original }: Uploaded, report: Report): Promise<void> {
  const path = `/files/${file.id}/content`;
  const whole = await caller.send('GET', path);
  const bytes = Buffer.from(await whole.arrayBuffer());
  report.check(
    createHash('sha256').update(bytes).digest('hex') === original.sha256,
    `${original.name}: its content comes back byte for byte`,
  );
  const known = await caller.send('GET', path, { 'if-none-match': whole.headers.get('etag') ?? '' });
  report.check(known.status === 304, 'with its ETag: 304, nothing is sent again');
  const tail = await caller.send('GET', path, { range: 'bytes=-10' });
  report.check(tail.status === 206 && bytes.subarray(-10).equals(Buffer.from(await tail.arrayBuffer())), 'its last ten bytes: 206');
}
