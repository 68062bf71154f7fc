import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import type { ObjectFacts } from './objects.ts';

/** Size, SHA-256, CRC-32 and CRC-32C of a stream, in the one pass that also sends it on. */
export class Digests {
  readonly #sha256 = createHash('sha256');
  #crc32 = 0;
  #crc32c = 0;
  #size = 0;

  update(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#sha256.update(chunk);
    this.#crc32 = crc32(chunk, this.#crc32);
    this.#crc32c = crc32c(chunk, this.#crc32c);
  }

  /** Once, at the end of the stream. */
  finish(): Omit<ObjectFacts, 'etag'> {
    return { size: this.#size, sha256: this.#sha256.digest('hex'), crc32: this.#crc32, crc32c: this.#crc32c };
  }
}
