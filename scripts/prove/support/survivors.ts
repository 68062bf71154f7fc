import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import type { Caller } from './caller.ts';
import { beginResumable, type Followed } from './resumable.ts';

const MIB = 1024 * 1024;
const PART = 6 * MIB;
const SIZE = 4 * PART;
const PAUSE_MS = 40;
const PATIENCE_MS = 240_000;

/** An upload that can go on after whatever was killed has come back. */
export interface Survivor {
  readonly kind: 'tus' | 'presigned';
  readonly id: string;
  readonly bytes: Buffer;
}

interface Signed {
  readonly id: string;
  readonly parts: readonly { readonly number: number; readonly url: string; readonly headers: Readonly<Record<string, string>> }[];
}

const partOf = (bytes: Buffer, number: number): Buffer => bytes.subarray((number - 1) * PART, number * PART);
const numbers = Array.from({ length: SIZE / PART }, (_, i) => i + 1);

/** Begins one upload of each kind that can go on. */
export async function beginSurvivors(caller: Caller, dossierId: string, name: string): Promise<readonly Survivor[]> {
  const [one, other] = [randomBytes(SIZE), randomBytes(SIZE)];
  const parts = numbers.map((number) => ({ size: PART, crc32c: crc32c(partOf(other, number)) }));
  const declared = { dossierId, filename: `${name} direct.bin`, size: SIZE, parts };
  return [
    { kind: 'tus', id: await beginResumable(caller, dossierId, `${name} tus.bin`, SIZE), bytes: one },
    { kind: 'presigned', id: (await caller.call<Signed>('POST', '/uploads/presigned', declared)).id, bytes: other },
  ];
}

/** Sends slowly, until all is sent or something breaks; both are right. */
export async function flow(caller: Caller, survivor: Survivor): Promise<void> {
  try {
    if (survivor.kind === 'tus') await patch(caller, survivor, 0, PAUSE_MS);
    else await sendParts(caller, survivor, numbers, PAUSE_MS * 6);
  } catch {
    // what it was killed for
  }
}

/** Goes on until the upload is a file, whose id and digest it gives. Throws when that takes too long, or it ends otherwise. */
export async function finish(caller: Caller, survivor: Survivor): Promise<{ readonly id: string; readonly sha256: string }> {
  let last: unknown;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(1000)) {
    const upload = await caller.call<Followed>('GET', `/uploads/${survivor.id}`);
    if (upload.status === 'COMPLETED' && upload.fileId !== null) {
      const { sha256 } = await caller.call<Followed>('GET', `/files/${upload.fileId}`);
      if (sha256 !== null) return { id: upload.fileId, sha256: createHash('sha256').update(survivor.bytes).digest('hex') };
    }
    if (upload.status !== 'OPEN' && upload.status !== 'COMPLETING' && upload.status !== 'COMPLETED')
      throw new Error(`the ${survivor.kind} upload ended as ${upload.status}: ${upload.error?.message}`);
    if (upload.status !== 'OPEN') continue;
    await goOn(caller, survivor, upload.offset).catch((error: unknown) => {
      last = error;
    });
  }
  throw new Error(`the ${survivor.kind} upload could not be finished`, { cause: last });
}

async function goOn(caller: Caller, survivor: Survivor, offset: number): Promise<void> {
  if (survivor.kind === 'tus') return patch(caller, survivor, offset, 0);
  const answer = await fetch(`${caller.base}/uploads/${survivor.id}/complete`, { method: 'POST', headers: await caller.headers() });
  const { errors = [] } = (await answer.json()) as { errors?: { pointer: string }[] };
  if (answer.status === 409)
    await sendParts(
      caller,
      survivor,
      errors.map(({ pointer }) => Number(pointer.split('/').at(-1))),
      0,
    );
}

async function patch(caller: Caller, { id, bytes }: Survivor, offset: number, pauseMs: number): Promise<void> {
  async function* slowly(): AsyncGenerator<Buffer> {
    for (let at = offset; at < bytes.length; at += MIB) {
      yield bytes.subarray(at, at + MIB);
      if (pauseMs > 0) await sleep(pauseMs);
    }
  }
  const own = { 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  const answer = await fetch(`${caller.base}/uploads/${id}`, {
    method: 'PATCH',
    headers: { ...(await caller.headers()), ...own },
    body: Readable.toWeb(Readable.from(slowly(), { objectMode: false })),
    duplex: 'half',
  });
  if (answer.status !== 204) throw new Error(`PATCH: ${answer.status} ${await answer.text()}`);
}

async function sendParts(caller: Caller, { id, bytes }: Survivor, wanted: readonly number[], pauseMs: number): Promise<void> {
  const { parts } = await caller.call<Signed>('GET', `/uploads/${id}/parts`);
  for (const { number, url, headers } of parts.filter((part) => wanted.includes(part.number))) {
    const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(partOf(bytes, number)) });
    if (answer.status !== 200) throw new Error(`part ${number}: ${answer.status} ${await answer.text()}`);
    await sleep(pauseMs);
  }
}
