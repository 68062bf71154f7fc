import { Problem } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { ClaimLost } from './errors.ts';

const RENEW_MS = 4_000;
/** A caller who is silent for so long may be gone without our knowing: her claim is let run out, and holds on until somebody takes it. */
const SILENCE_MS = 8_000;

/** Keeps the claim of one writer alive while bytes come or we are at work, and stops the writer when it was taken over. */
export class ClaimLease {
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #renew: () => Promise<void>;
  readonly #log: Log;
  #waitingSince: number | undefined;
  #renewing: Promise<void> = Promise.resolve();

  /** `renew` throws ClaimLost when the claim is somebody else's. */
  constructor(renew: () => Promise<void>, log: Log) {
    this.#renew = renew;
    this.#log = log;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renewing.then(() => this.#keep());
    }, RENEW_MS);
  }

  /** Aborts, with ClaimLost, when the claim was taken over. */
  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  /** The chunks of `source`, while noting how long it keeps us waiting. */
  async *watch(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    this.#waitingSince = performance.now();
    for await (const chunk of source) {
      this.#waitingSince = undefined;
      yield chunk;
      this.#waitingSince = performance.now();
    }
    this.#waitingSince = undefined;
  }

  /** Ends renewing; resolves when a renewal under way has ended. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
  }

  async #keep(): Promise<void> {
    if (this.#lost.signal.aborted) return;
    if (this.#waitingSince !== undefined && performance.now() - this.#waitingSince > SILENCE_MS) return;
    try {
      await this.#renew();
    } catch (error) {
      const refused = error instanceof ClaimLost || (error instanceof Problem && error.code !== 'unavailable');
      // a database away for a moment is no reason to give up: every change names the attempt
      if (refused) this.#lost.abort(error);
      else this.#log.warn({ err: error }, 'the claim on an upload could not be renewed; it is tried again');
    }
  }
}
