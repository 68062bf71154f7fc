import { Problem } from '../../core/errors.ts';
import type { Tx } from '../db/database.ts';
import { type Door, through } from './door.ts';
import { IntentGone, LEASE_SECONDS, RENEW_MS, renewIntents } from './intents.ts';

/** Keeps the intents of one writer alive while bytes flow, and stops the writer when they cannot be kept. */
export class Lease {
  readonly #door: Door;
  readonly #stop = new AbortController();
  readonly #ids: string[] = [];
  readonly #timer: NodeJS.Timeout;
  #also: ((tx: Tx) => Promise<void>) | undefined;
  #renewing: Promise<void> = Promise.resolve();
  #renewedAt = performance.now();

  constructor(door: Door, renewMs = RENEW_MS) {
    this.#door = door;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renewing.then(() => this.#renew());
    }, renewMs);
  }

  /** Aborts when the caller is gone or the lease is lost. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#door.signal, this.#stop.signal]);
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  add(id: string): void {
    this.#ids.push(id);
  }

  /** Something else to be renewed with the intents, in the same transaction; when it throws, the writer is stopped as well. */
  hold(renew: (tx: Tx) => Promise<void>): void {
    this.#also = renew;
  }

  /** Ends renewing; resolves when a renewal under way has ended. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
  }

  async #renew(): Promise<void> {
    if ((this.#ids.length === 0 && this.#also === undefined) || this.#stop.signal.aborted) return;
    const startedAt = performance.now();
    try {
      await through(this.#door, async (tx) => {
        await renewIntents(tx, this.#ids.slice());
        await this.#also?.(tx);
      });
      this.#renewedAt = startedAt;
    } catch (error) {
      const refused = error instanceof IntentGone || (error instanceof Problem && error.code !== 'unavailable');
      const ranOut = performance.now() - this.#renewedAt > LEASE_SECONDS * 1000;
      // a database away for a moment is no reason to give up while the lease still holds
      if (refused || ranOut) this.#stop.abort(error);
      else this.#door.log.warn({ err: error }, 'a lease could not be renewed; it is tried again');
    }
  }
}
