import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { tooManyFailures } from './oauth-error.ts';

interface Limit {
  readonly failures: number;
  readonly seconds: number;
}

export interface FailureLimitOptions {
  readonly perAddress: Limit;
  readonly perUser: Limit;
}

const DEFAULTS: FailureLimitOptions = {
  perAddress: { failures: 100, seconds: 300 },
  perUser: { failures: 10, seconds: 300 },
};

/** Whom a failed attempt counts against: a wrong client secret says nothing about the user it names. */
export type Blame = 'NOBODY' | 'ADDRESS' | 'ADDRESS_AND_USER';

export interface Attempt {
  readonly address: string;
  /** Client and user name as typed, whether they exist or not; null when the request names no user. */
  readonly user: { readonly clientId: string; readonly username: string } | null;
}

/** Limits of failed logins in this process. Successes cost nothing; Keycloak's own lock-out stands behind it. */
export class FailureLimits {
  readonly #addresses: Gate;
  readonly #users: Gate;

  constructor(options: FailureLimitOptions = DEFAULTS) {
    this.#addresses = new Gate(options.perAddress, options.perAddress.failures);
    // Keycloak's lock-out refuses good passwords of one user that come at the same time: one after another they pass
    this.#users = new Gate(options.perUser, 1);
  }

  /** Runs the attempt when its address and user have failures left, else throws OAuthError 429. */
  async run<T>(attempt: Attempt, login: () => Promise<{ readonly outcome: T; readonly blame: Blame }>): Promise<T> {
    const address = networkOf(attempt.address);
    const user = attempt.user && JSON.stringify([attempt.user.clientId, attempt.user.username.trim().toLowerCase()]);
    let blame: Blame = 'NOBODY';
    await this.#addresses.enter(address);
    try {
      if (user !== null) await this.#users.enter(user);
      try {
        const result = await login();
        blame = result.blame;
        return result.outcome;
      } finally {
        if (user !== null) await this.#users.leave(user, blame === 'ADDRESS_AND_USER');
      }
    } finally {
      await this.#addresses.leave(address, blame !== 'NOBODY');
    }
  }
}

/**
 * Lets in at most `atOnce` attempts at once, and no more than there are failures left: parallel guesses cannot outrun
 * the count, and parallel good logins only wait for each other.
 */
class Gate {
  readonly #limit: Limit;
  readonly #atOnce: number;
  readonly #failures: RateLimiterMemory;
  readonly #inside = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(limit: Limit, atOnce: number) {
    this.#limit = limit;
    this.#atOnce = atOnce;
    this.#failures = new RateLimiterMemory({ points: limit.failures, duration: limit.seconds });
  }

  async enter(key: string): Promise<void> {
    for (;;) {
      const counted = await this.#failures.get(key);
      const left = this.#limit.failures - (counted?.consumedPoints ?? 0);
      if (left <= 0) throw tooManyFailures(Math.max(1, Math.ceil((counted?.msBeforeNext ?? 1000) / 1000)));
      const place = this.#inside.get(key) ?? { running: 0, waiting: [] };
      this.#inside.set(key, place);
      if (place.running < Math.min(left, this.#atOnce)) {
        place.running += 1;
        return;
      }
      await new Promise<void>((resolve) => place.waiting.push(resolve));
    }
  }

  async leave(key: string, failed: boolean): Promise<void> {
    if (failed) await this.#failures.penalty(key);
    const place = this.#inside.get(key);
    if (place === undefined) return;
    place.running -= 1;
    if (place.running === 0) this.#inside.delete(key);
    for (const wake of place.waiting.splice(0)) wake();
  }
}

/** One household: an IPv4 address, or the /64 of an IPv6 one, whose owner has all of it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail = ''] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = address.includes('::') ? [...left, ...zeros, ...right] : left;
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
