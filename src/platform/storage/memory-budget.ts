import { Problem } from '../../core/errors.ts';

const PATIENCE_MS = 10_000;

interface Waiter {
  readonly bytes: number;
  readonly urgent: boolean;
  readonly go: () => void;
}

/**
 * The memory that all writes of a process share. First come, first served, but writes under way before new ones.
 *
 * No two writes can wait for each other, because a write waits with nothing in hand that only memory could finish: a new one holds none,
 * and one under way holds only parts that the store is taking, which come back whatever others wait for.
 */
export class MemoryBudget {
  readonly #total: number;
  readonly #patienceMs: number;
  readonly #waiting: Waiter[] = [];
  #free: number;

  constructor(bytes: number, patienceMs = PATIENCE_MS) {
    this.#total = bytes;
    this.#free = bytes;
    this.#patienceMs = patienceMs;
  }

  get total(): number {
    return this.#total;
  }

  get free(): number {
    return this.#free;
  }

  /**
   * Resolves when the bytes are the caller's, who gives them back with `release`; what is more than the whole budget counts as all of it.
   * An `urgent` caller has written already and is waited for until the signal aborts (rejects with its reason); any other is turned away
   * after some seconds: Problem `unavailable`.
   */
  async reserve(bytes: number, urgent: boolean, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { bytes: this.#cost(bytes), urgent, go: resolve };
    const leave = (reason: unknown): void => {
      const at = this.#waiting.indexOf(waiter);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      reject(reason);
      this.#serve();
    };
    const onAbort = (): void => leave(signal.reason);
    const behind = urgent ? this.#waiting.findIndex((other) => !other.urgent) : -1;
    this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, waiter);
    this.#serve();
    const timer = urgent ? undefined : setTimeout(() => leave(crowded()), this.#patienceMs);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  release(bytes: number): void {
    this.#free += this.#cost(bytes);
    this.#serve();
  }

  #cost(bytes: number): number {
    return Math.min(bytes, this.#total);
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.bytes <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#free -= next.bytes;
      next.go();
    }
  }
}

const crowded = (): Problem =>
  new Problem('unavailable', {
    detail: 'Too many files are being stored at the moment. Try again in a few seconds.',
    headers: { 'Retry-After': '5' },
    reason: 'memory budget of writes used up',
  });
