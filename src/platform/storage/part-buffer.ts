import { MemoryBudget } from './memory-budget.ts';

const MIB = 1024 * 1024;
const FIRST_BYTES = 64 * 1024;
const BASE_PART = 6 * MIB;
const PARTS_PER_STEP = 2_000;
const NOTHING = Buffer.alloc(0);
const BUDGET_BYTES = 96 * MIB;

/** Parts a store admits in one upload. */
export const MAX_PARTS = 10_000;

/** Bytes of part `number` (from 1): 6 MiB, doubled every 2,000 parts, so that 10,000 parts hold 363 GiB and a common file needs little memory. */
export const partBytes = (number: number): number => BASE_PART * 2 ** Math.floor((number - 1) / PARTS_PER_STEP);

/** The largest object that can be written: what all parts hold, some 363 GiB. */
export const MAX_OBJECT_BYTES = Array.from({ length: MAX_PARTS }, (_, n) => partBytes(n + 1)).reduce((sum, bytes) => sum + bytes);

/** Full buffers of the base size, kept for the next part: allocating and freeing them by the hundred fragments the heap. */
export class BufferPool {
  /** Out of which the buffers are taken. */
  readonly budget: MemoryBudget;
  readonly #free: Buffer[] = [];
  readonly #keep: number;

  constructor(keep: number, budget = new MemoryBudget(BUDGET_BYTES)) {
    this.#keep = keep;
    this.budget = budget;
  }

  take(bytes: number): Buffer {
    return (bytes === BASE_PART ? this.#free.pop() : undefined) ?? Buffer.allocUnsafeSlow(bytes);
  }

  /** Only buffers that nobody reads any more. */
  give(buffer: Buffer): void {
    if (buffer.length === BASE_PART && this.#free.length < this.#keep) this.#free.push(buffer);
  }
}

/**
 * One part being filled. The first part of an object grows from 64 KiB, so that a small file costs a small buffer, and nothing of the
 * budget; any other part is paid for in full before it takes its first byte past that.
 */
export class PartBuffer {
  readonly #pool: BufferPool;
  readonly #limit: number;
  readonly #later: boolean;
  #buffer: Buffer;
  #used = 0;
  #reserved = false;

  constructor(pool: BufferPool, number: number) {
    this.#pool = pool;
    this.#limit = partBytes(number);
    this.#later = number > 1;
    this.#buffer = this.#later ? NOTHING : Buffer.allocUnsafeSlow(FIRST_BYTES);
  }

  get full(): boolean {
    return this.#used === this.#limit;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#used);
  }

  /** To be awaited before each `fill`: the memory for `coming` bytes. Rejects as MemoryBudget.reserve does. */
  async reserve(coming: number, signal: AbortSignal): Promise<void> {
    if (this.#reserved || this.#used + coming <= this.#buffer.length) return;
    await this.#pool.budget.reserve(this.#limit, this.#later, signal);
    this.#reserved = true;
    if (this.#later) this.#buffer = this.#pool.take(this.#limit);
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
    this.drop();
  }

  /** The same for bytes that a failed call may still be reading: nobody else gets this very memory. */
  drop(): void {
    if (this.#reserved) this.#pool.budget.release(this.#limit);
    this.#reserved = false;
    this.#buffer = NOTHING;
    this.#used = 0;
  }

  #grow(needed: number): void {
    let bytes = this.#buffer.length;
    while (bytes < needed) bytes *= 2;
    const larger = this.#pool.take(Math.min(bytes, this.#limit));
    larger.set(this.bytes);
    this.#buffer = larger;
  }
}
