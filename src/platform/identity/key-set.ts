import type { CryptoKey } from 'jose';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { invalidToken, providerUnavailable } from './bearer.ts';

export type SigningKeys = ReadonlyMap<string, CryptoKey>;

/** Where a token's key comes from. */
export interface KeySet {
  /** Throws Problem `unauthenticated` for a key id that the issuer does not publish, `identity-provider-unavailable` when that cannot be found out. */
  find(kid: string): Promise<CryptoKey>;
}

interface KeySetOptions {
  /** Fetches the issuer's keys; rejects when it cannot. */
  readonly load: () => Promise<SigningKeys>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when a reload finds that a key is gone: what was verified by it must not live on in a cache. */
  readonly onRemoved: () => void;
}

/** Older than this, the next use starts a reload and does not wait for it. */
const RELOAD_AFTER_MS = 180_000;
/** Older than this, the next use waits for the reload: a removed key is refused within five minutes, idle or not. */
const WAIT_AFTER_MS = 300_000;
/** After asking the issuer for a key id in vain, no unknown one is asked for during this: a storm of invented ids costs one fetch. */
const UNKNOWN_COOL_DOWN_MS = 12_000;
/** After a failed fetch, not again for this long. */
const RETRY_AFTER_MS = 5_000;
/** How long the last good set serves while the issuer is away. */
const OUTAGE_LIMIT_MS = 24 * 3_600_000;

/** The issuer's signing keys, kept through its outages and guarded against storms of unknown key ids. */
export class CachedKeySet implements KeySet {
  readonly #options: KeySetOptions;
  #keys: SigningKeys = new Map();
  #loadedAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #askedInVainAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | undefined;

  constructor(options: KeySetOptions) {
    this.#options = options;
  }

  /** When the keys in use were fetched; null when there are none. */
  get loadedAt(): Date | null {
    return Number.isFinite(this.#loadedAt) ? new Date(this.#loadedAt) : null;
  }

  async find(kid: string): Promise<CryptoKey> {
    const age = this.#now() - this.#loadedAt;
    if (age > OUTAGE_LIMIT_MS) this.#keys = new Map();
    const known = this.#keys.get(kid);
    if (known !== undefined && age <= RELOAD_AFTER_MS) return known;
    if (known !== undefined) await this.#refresh(age);
    else await this.#askForUnknown(kid);
    const key = this.#keys.get(kid);
    if (key !== undefined) return key;
    if (this.#failing()) throw providerUnavailable(RETRY_AFTER_MS / 1000, 'signing keys cannot be fetched');
    throw invalidToken('unknown key id');
  }

  /** While the issuer is away nobody waits for it: the known key serves and the reload runs beside. */
  async #refresh(age: number): Promise<void> {
    if (this.#failing() && !this.#mayRetry()) return;
    const waits = age > WAIT_AFTER_MS && !this.#failing();
    const reload = this.#reload();
    if (waits) await reload;
  }

  /** Only asking in vain starts the cool-down: a rotated key is found at once, however lately the last one was. */
  async #askForUnknown(kid: string): Promise<void> {
    const allowed = this.#failing() ? this.#mayRetry() : this.#now() - this.#askedInVainAt >= UNKNOWN_COOL_DOWN_MS;
    if (this.#loading === undefined && !allowed) return;
    await this.#reload();
    if (!this.#keys.has(kid)) this.#askedInVainAt = this.#now();
  }

  /** Never rejects: failure shows in `#failing`. */
  #reload(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #load(): Promise<void> {
    const { load, log, onRemoved } = this.#options;
    try {
      const before = this.#keys;
      this.#keys = await load();
      this.#loadedAt = this.#now();
      this.#failedAt = Number.NEGATIVE_INFINITY;
      if ([...before.keys()].some((kid) => !this.#keys.has(kid))) onRemoved();
    } catch (error) {
      this.#failedAt = this.#now();
      log.warn({ err: error }, 'signing keys could not be fetched; the last good set stays in use');
    }
  }

  #failing(): boolean {
    return this.#failedAt !== Number.NEGATIVE_INFINITY;
  }

  #mayRetry(): boolean {
    return this.#now() - this.#failedAt >= RETRY_AFTER_MS;
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }
}
