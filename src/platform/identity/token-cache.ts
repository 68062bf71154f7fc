import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../core/clock.ts';
import type { VerifiedToken } from './identity.ts';

interface Entry {
  readonly token: VerifiedToken;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

interface TokenCacheOptions {
  readonly verify: (token: string) => Promise<VerifiedToken>;
  readonly clock: Clock;
  readonly maxEntries?: number;
  /** A token is checked in full again after this, however long it lives. */
  readonly capSeconds?: number;
}

/**
 * Verified tokens by their digest: a warm check is one hash and one look-up, and the same token asked for twice at once
 * is verified once. Refusals are not kept. The same object is answered as long as the entry lives.
 */
export class TokenCache {
  readonly #options: TokenCacheOptions;
  readonly #capMs: number;
  readonly #entries: LRUCache<string, Entry>;
  readonly #flights = new Map<string, Promise<VerifiedToken>>();
  #generation = 0;
  #hits = 0;
  #misses = 0;

  constructor(options: TokenCacheOptions) {
    this.#options = options;
    this.#capMs = (options.capSeconds ?? 60) * 1000;
    this.#entries = new LRUCache({ max: options.maxEntries ?? 10_000 });
  }

  async verify(token: string): Promise<VerifiedToken> {
    const digest = hash('sha256', token, 'base64url');
    const entry = this.#entries.get(digest);
    if (entry !== undefined && entry.until > this.#options.clock.now().getTime()) {
      this.#hits += 1;
      return entry.token;
    }
    this.#misses += 1;
    const flying = this.#flights.get(digest);
    if (flying !== undefined) return flying;
    const flight = this.#verifyInFull(digest, token).finally(() => {
      if (this.#flights.get(digest) === flight) this.#flights.delete(digest);
    });
    this.#flights.set(digest, flight);
    return flight;
  }

  /** Forgets everything, verifications under way included. */
  clear(): void {
    this.#generation += 1;
    this.#entries.clear();
    this.#flights.clear();
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Look-ups so far that found a token, and those that did not. */
  get lookups(): { readonly hits: number; readonly misses: number } {
    return { hits: this.#hits, misses: this.#misses };
  }

  async #verifyInFull(digest: string, token: string): Promise<VerifiedToken> {
    const generation = this.#generation;
    const verified = await this.#options.verify(token);
    const now = this.#options.clock.now().getTime();
    const until = Math.min(verified.expiresAt * 1000, now + this.#capMs);
    if (generation === this.#generation && until > now) this.#entries.set(digest, { token: verified, until });
    return verified;
  }
}
