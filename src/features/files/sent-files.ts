import { createHash } from 'node:crypto';
import type { StoreOne } from '../../platform/storage/store-object.ts';
import type { IncomingFile } from './types.ts';

type Names = Pick<IncomingFile, 'filename' | 'chosenName' | 'title' | 'declaredType'>;

/** What an upload is known by when it comes again: of each file its names and type as they were sent, and the digest of its bytes. */
export class SentFiles {
  readonly #names: unknown[] = [];
  readonly #digests: string[] = [];

  /** The same files, noted as they pass. */
  async *note<F extends Names>(upload: AsyncIterable<F>): AsyncGenerator<F, void, undefined> {
    for await (const file of upload) {
      const { filename = null, chosenName = null, title = null, declaredType = null } = file;
      this.#names.push([filename, chosenName, title, declaredType]);
      yield file;
    }
  }

  /** A store that tells the digest of what it stores. */
  storing(store: StoreOne): StoreOne {
    return async (...given) => {
      const facts = await store(...given);
      this.#digests.push(facts.sha256);
      return facts;
    };
  }

  /** Reads the bytes of one file for their SHA-256 alone. */
  async read(bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of bytes) hash.update(chunk);
    const digest = hash.digest('hex');
    this.#digests.push(digest);
    return digest;
  }

  /** SHA-256 over everything noted. */
  digest(): Buffer {
    return createHash('sha256')
      .update(JSON.stringify([this.#names, this.#digests]))
      .digest();
  }
}
