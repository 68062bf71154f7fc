import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

const MIB = 1024 * 1024;

/** A stream of `size` bytes that do not compress, and the digest of what it has given so far. */
export function noise(
  size: number,
  options: { readonly pauseMs?: number } = {},
): { readonly stream: Readable; readonly sha256: () => string } {
  const block = randomBytes(MIB);
  const hash = createHash('sha256');
  async function* blocks(): AsyncGenerator<Buffer> {
    for (let sent = 0; sent < size; ) {
      block.writeUInt32LE((sent / MIB) >>> 0, 0); // every block differs from the last
      const part = Buffer.from(block.subarray(0, Math.min(MIB, size - sent)));
      hash.update(part);
      sent += part.length;
      yield part;
      if (options.pauseMs !== undefined) await sleep(options.pauseMs);
    }
  }
  return { stream: Readable.from(blocks(), { objectMode: false }), sha256: () => hash.digest('hex') };
}
