import { once } from 'node:events';
import { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';

/** One entry of a zip. Bytes that are there already, or come one after another. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer | AsyncIterable<Uint8Array>;
}

const PIECE = 64 * 1024;
const FIXED_DATE = new Date('1980-01-01T00:00:00Z'); // the earliest a zip can say

/**
 * A zip as a stream; `entries` is asked for the next one when the one before is written. The same entries make the same bytes.
 * Nothing is compressed: most documents (PDF, DOCX, JPEG) are already. Bytes that are there are stored. A stream, whose CRC is known
 * only afterwards, goes out as DEFLATE of level 0: readers that unzip as they read (Java's ZipInputStream) refuse stored entries whose
 * size follows them. Zip64 comes by itself. Any failure of `entries` destroys the stream with it; destroying the stream ends `entries`.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>): Readable {
  const zip = new ZipArchive({ zlib: { level: 0 } });
  const closed = new AbortController();
  zip.once('close', () => closed.abort());
  zip.on('error', () => {}); // reaches the reader through destroy; without a listener it would end the process
  fill(zip, entries, closed.signal).catch((error: unknown) => zip.destroy(error instanceof Error ? error : new Error(String(error))));
  return zip;
}

async function fill(zip: ZipArchive, entries: AsyncIterable<ZipEntry>, closed: AbortSignal): Promise<void> {
  for await (const { name, content } of entries) {
    closed.throwIfAborted();
    if (Buffer.isBuffer(content)) await append(zip, name, content, closed);
    else await appendStream(zip, name, Readable.from(inPieces(content), { objectMode: false }), closed);
  }
  await zip.finalize();
}

async function append(zip: ZipArchive, name: string, source: Buffer | Readable, closed: AbortSignal): Promise<void> {
  const written = once(zip, 'entry', { signal: closed });
  zip.append(source, { name, date: FIXED_DATE, mode: 0o644, store: Buffer.isBuffer(source) });
  await written;
}

/** archiver does not see a source that fails: it would wait for its end for ever. */
async function appendStream(zip: ZipArchive, name: string, source: Readable, closed: AbortSignal): Promise<void> {
  const failed = new Promise<never>((_, reject) => source.once('error', reject));
  try {
    await Promise.race([append(zip, name, source, closed), failed]);
  } finally {
    source.destroy();
  }
}

/** Level 0 cuts its blocks where the input is cut: always the same pieces, or the bytes would depend on the network. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let piece = Buffer.allocUnsafe(PIECE);
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(PIECE - filled, chunk.length - at);
      piece.set(chunk.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < PIECE) continue;
      yield piece;
      piece = Buffer.allocUnsafe(PIECE); // the one before is still under way
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
