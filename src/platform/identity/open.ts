import { type Clock, systemClock } from '../../core/clock.ts';
import type { Principal } from '../../core/context.ts';
import type { Log } from '../../core/log.ts';
import { authorizeUrl } from './authorize-url.ts';
import { type FailureLimitOptions, FailureLimits } from './failure-limits.ts';
import type { Identity, VerifiedToken } from './identity.ts';
import { CachedKeySet } from './key-set.ts';
import { KeycloakAdmin } from './keycloak-admin.ts';
import { Pause } from './pause.ts';
import { Provider } from './provider.ts';
import { requestToken } from './request-token.ts';
import { fetchSigningKeys } from './signing-keys.ts';
import { TokenCache } from './token-cache.ts';
import { verifyToken } from './verify-token.ts';

const LOGIN_PAUSE_MS = 2_000;

export interface IdentityOptions {
  /** The issuer's URL exactly as its tokens write it. */
  readonly issuer: string;
  readonly audience: string;
  /** Clients whose tokens are accepted (`azp`). */
  readonly tokenClients: readonly string[];
  /** Clients that may use our own login front. */
  readonly loginClients: readonly string[];
  /** The service account that looks users up. */
  readonly provisioner: { readonly clientId: string; readonly clientSecret: string };
  readonly clock?: Clock;
  readonly log: Log;
  readonly limits?: FailureLimitOptions;
}

/** Keycloak as the rooms see it. Opens no connection: an issuer that is away at start is found when it comes. */
export function openIdentity(options: IdentityOptions): Identity {
  const { issuer, audience, clock = systemClock, log } = options;
  const provider = new Provider(issuer);
  const admin = new KeycloakAdmin({ provider, ...options.provisioner, log });
  const loginClients = new Set(options.loginClients);
  const front = { provider, limits: new FailureLimits(options.limits), clients: loginClients, pause: new Pause(LOGIN_PAUSE_MS), log };
  const rules = { issuer, audience, clients: new Set(options.tokenClients), clock };
  const keys = new CachedKeySet({
    load: async () => fetchSigningKeys(await provider.keySetUrl()),
    clock,
    log,
    onRemoved: () => tokens.clear(),
  });
  const tokens = new TokenCache({ verify: (token) => verifyToken(token, keys, rules), clock });
  const principals = new WeakMap<VerifiedToken, Promise<Principal>>(); // an entry goes with its token's
  return {
    issuer,
    verify: (bearer) => tokens.verify(bearer),
    principalOf: (token, resolve) => once(principals, token, resolve),
    authorizeUrl: (params) => authorizeUrl(provider, loginClients, params),
    token: (form, caller) => requestToken(front, form, caller),
    profile: (subject, origin) => admin.profile(subject, origin),
    ping: () => provider.ping(),
    figures: () => ({ tokensKept: tokens.size, ...tokens.lookups, keysLoadedAt: keys.loadedAt }),
  };
}

function once<K extends WeakKey, V>(made: WeakMap<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = made.get(key);
  if (known !== undefined) return known;
  const value = make();
  made.set(key, value);
  value.catch(() => made.delete(key));
  return value;
}
