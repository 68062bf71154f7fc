import { createHash } from 'node:crypto';
import { damagedSource } from './errors.ts';
import type { StoredEntry } from './snapshot.ts';

/**
 * The bytes of a stored file as they pass, each chunk told to `onBytes` first. Throws UnusableSource at the end when they are not the
 * bytes that were uploaded, and an ordinary error, worth another attempt, when there are too few of them.
 */
export async function* checkedBytes(
  source: AsyncIterable<Uint8Array>,
  entry: StoredEntry,
  onBytes: (count: number) => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > entry.size) throw damagedSource(entry.fileId, `more than ${entry.size} bytes`);
    hash.update(chunk);
    await onBytes(chunk.length);
    yield chunk;
  }
  if (size < entry.size) throw new Error(`stored bytes of file ${entry.fileId}: ended after ${size} of ${entry.size} bytes`);
  if (hash.digest('hex') !== entry.sha256) throw damagedSource(entry.fileId, 'another SHA-256');
}

/** Everything in one buffer: for what is known to be small. */
export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
