import { untilAborted } from './abortable.ts';
import { Digests } from './digests.ts';
import type { UploadedPart } from './object-parts.ts';
import type { ObjectFacts } from './objects.ts';
import { type BufferPool, MAX_PARTS, PartBuffer } from './part-buffer.ts';

const PARTS_IN_FLIGHT = 2;

/** The store's own calls for one key. `etag` as the store wrote it, for `complete`. */
export interface Wire {
  put(body: Buffer): Promise<{ readonly etag: string }>;
  create(): Promise<string>;
  part(uploadId: string, number: number, body: Buffer): Promise<{ readonly etag: string }>;
  complete(uploadId: string, parts: readonly UploadedPart[]): Promise<{ readonly etag: string }>;
  abort(uploadId: string): Promise<void>;
}

/** A multipart upload with a bounded number of parts under way. */
class PartUpload {
  readonly #wire: Wire;
  readonly #uploadId: string;
  readonly #done: UploadedPart[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #fault: { readonly error: unknown } | undefined;

  constructor(wire: Wire, uploadId: string) {
    this.#wire = wire;
    this.#uploadId = uploadId;
  }

  /** Returns once there is room for another part; rejects when an earlier one failed. */
  async send(number: number, part: PartBuffer): Promise<void> {
    if (number > MAX_PARTS) throw new Error(`an object of more than ${MAX_PARTS} parts`);
    const sending = this.#sendOne(number, part).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
    while (this.#underWay.size >= PARTS_IN_FLIGHT) await Promise.race(this.#underWay);
    this.#throwFault();
  }

  async complete(): Promise<{ readonly etag: string }> {
    await Promise.all(this.#underWay);
    this.#throwFault();
    return this.#wire.complete(
      this.#uploadId,
      this.#done.toSorted((a, b) => a.number - b.number),
    );
  }

  /** Lets parts under way end first: some stores keep a part that arrives after the abort. */
  async abort(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#wire.abort(this.#uploadId);
  }

  async #sendOne(number: number, part: PartBuffer): Promise<void> {
    try {
      const { etag } = await this.#wire.part(this.#uploadId, number, part.bytes);
      this.#done.push({ number, etag });
      part.release();
    } catch (error) {
      this.#fault ??= { error };
      part.drop();
    }
  }

  #throwFault(): void {
    if (this.#fault !== undefined) throw this.#fault.error;
  }
}

interface WriteOptions {
  readonly signal: AbortSignal;
  readonly onUploadId: (uploadId: string) => Promise<void>;
}

/**
 * Streams `source` to one key: a single put when it fits one part, else a multipart upload, with the digests computed on the way.
 * Memory is two part buffers whatever the size, out of the budget of the pool. On any failure the upload is aborted and the first error rethrown.
 */
export async function writeObject(
  wire: Wire,
  pool: BufferPool,
  source: AsyncIterable<Uint8Array>,
  options: WriteOptions,
): Promise<ObjectFacts> {
  const digests = new Digests();
  let upload: PartUpload | undefined;
  let number = 1;
  let part = new PartBuffer(pool, number);
  const flush = async (): Promise<void> => {
    upload ??= await begin(wire, options);
    await upload.send(number, part);
  };
  try {
    for await (const chunk of untilAborted(source, options.signal)) {
      digests.update(chunk);
      for (let taken = 0; taken < chunk.length; ) {
        if (part.full) {
          await flush();
          number += 1;
          part = new PartBuffer(pool, number);
        }
        await part.reserve(chunk.length - taken, options.signal);
        taken += part.fill(taken === 0 ? chunk : chunk.subarray(taken));
      }
    }
    options.signal.throwIfAborted();
    if (upload !== undefined) await flush();
    const { etag } = await (upload === undefined ? wire.put(part.bytes) : upload.complete());
    if (upload === undefined) part.release();
    return { ...digests.finish(), etag: etag.replaceAll('"', '') };
  } catch (error) {
    await upload?.abort().catch(() => undefined); // the intent still names the upload: the sweeper ends what could not be ended here
    part.drop(); // after the abort, which lets it end if it was under way
    throw error;
  }
}

async function begin(wire: Wire, options: WriteOptions): Promise<PartUpload> {
  const uploadId = await wire.create();
  try {
    await options.onUploadId(uploadId);
  } catch (error) {
    await wire.abort(uploadId).catch(() => undefined);
    throw error;
  }
  return new PartUpload(wire, uploadId);
}
