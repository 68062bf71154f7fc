const MIB = 1024 * 1024;
const FIRST_BYTES = 64 * 1024;
const BASE_PART = 6 * MIB;
const PARTS_PER_STEP = 2_000;

/** Parts a store admits in one upload. */
export const MAX_PARTS = 10_000;

/** Bytes of part `number` (from 1): 6 MiB, doubled every 2,000 parts, so that 10,000 parts hold 363 GiB and a common file needs little memory. */
export const partBytes = (number: number): number => BASE_PART * 2 ** Math.floor((number - 1) / PARTS_PER_STEP);

/** Full buffers of the base size, kept for the next part: allocating and freeing them by the hundred fragments the heap. */
export class BufferPool {
  readonly #free: Buffer[] = [];
  readonly #keep: number;

  constructor(keep: number) {
    this.#keep = keep;
  }

  take(bytes: number): Buffer {
    return (bytes === BASE_PART ? this.#free.pop() : undefined) ?? Buffer.allocUnsafeSlow(bytes);
  }

  /** Only buffers that nobody reads any more. */
  give(buffer: Buffer): void {
    if (buffer.length === BASE_PART && this.#free.length < this.#keep) this.#free.push(buffer);
  }
}

/** One part being filled. The first part of an object grows from 64 KiB, so that a small file costs a small buffer. */
export class PartBuffer {
  readonly #pool: BufferPool;
  readonly #limit: number;
  #buffer: Buffer;
  #used = 0;

  constructor(pool: BufferPool, number: number) {
    this.#pool = pool;
    this.#limit = partBytes(number);
    this.#buffer = number === 1 ? Buffer.allocUnsafeSlow(FIRST_BYTES) : pool.take(this.#limit);
  }

  get full(): boolean {
    return this.#used === this.#limit;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#used);
  }

  /** Copies what fits and returns how many bytes that were. */
  fill(chunk: Uint8Array): number {
    const wanted = Math.min(chunk.length, this.#limit - this.#used);
    if (this.#used + wanted > this.#buffer.length) this.#grow(this.#used + wanted);
    this.#buffer.set(wanted === chunk.length ? chunk : chunk.subarray(0, wanted), this.#used);
    this.#used += wanted;
    return wanted;
  }

  /** Gives the memory back; the part must not be used afterwards. */
  release(): void {
    this.#pool.give(this.#buffer);
  }

  #grow(needed: number): void {
    let bytes = this.#buffer.length;
    while (bytes < needed) bytes *= 2;
    const larger = this.#pool.take(Math.min(bytes, this.#limit));
    larger.set(this.bytes);
    this.#buffer = larger;
  }
}
