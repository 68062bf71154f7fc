import * as oidc from 'openid-client';
import type { Log } from '../../core/log.ts';
import { type Origin, traceHeaders } from '../../core/origin.ts';
import { asObject, fetchJson, type JsonAnswer } from './fetch-json.ts';
import type { UserProfile } from './identity.ts';
import { Pause } from './pause.ts';
import type { Provider } from './provider.ts';

/** A user of the realm, as the admin interface knows her. */
export interface RealmUser extends UserProfile {
  readonly subject: string;
}

interface AdminOptions {
  readonly provider: Provider;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly log: Log;
}

interface HeldToken {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** A token is renewed this long before it ends. */
const RENEW_MS = 30_000;
const PAUSE_MS = 5_000;
const SERVICE_ACCOUNT = 'service-account-';

/** Look-ups by the provisioner's service account. Every answer is null when Keycloak does not know the user. */
export class KeycloakAdmin {
  readonly #options: AdminOptions;
  readonly #base: string;
  #held: HeldToken | undefined;
  #renewal: Promise<HeldToken> | undefined;
  readonly #pause = new Pause(PAUSE_MS);

  constructor(options: AdminOptions) {
    this.#options = options;
    this.#base = options.provider.issuer.href.replace(/\/realms\/([^/]+)$/, '/admin/realms/$1');
  }

  /** Null also while Keycloak is away: a profile is never worth a refused login. */
  async profile(subject: string, origin?: Origin): Promise<UserProfile | null> {
    if (this.#pause.active) return null;
    try {
      const { status, json } = await this.#get(`/users/${encodeURIComponent(subject)}`, origin && traceHeaders(origin));
      if (status === 200) return toUser(json);
      if (status !== 404) throw new Error(`the admin interface answered ${status}`);
    } catch (error) {
      this.#pause.begin();
      this.#options.log.warn({ err: error }, 'a user profile could not be fetched');
    }
    return null;
  }

  /** By exact user name or e-mail. Rejects when Keycloak is away. */
  async findUser(nameOrEmail: string): Promise<RealmUser | null> {
    const field = nameOrEmail.includes('@') ? 'email' : 'username';
    return this.#firstUser(new URLSearchParams({ [field]: nameOrEmail, exact: 'true' }));
  }

  /** The user that a client's own tokens (client_credentials) speak for. Rejects when Keycloak is away. */
  async findServiceAccount(clientId: string): Promise<RealmUser | null> {
    return this.#firstUser(new URLSearchParams({ username: SERVICE_ACCOUNT + clientId, exact: 'true' }));
  }

  async #firstUser(query: URLSearchParams): Promise<RealmUser | null> {
    const { status, json } = await this.#get(`/users?${query.toString()}`);
    if (status !== 200 || !Array.isArray(json)) throw new Error(`the admin interface answered ${status}`);
    return json[0] === undefined ? null : toUser(json[0]);
  }

  async #get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<JsonAnswer> {
    const url = new URL(this.#base + path);
    const first = await fetchJson(url, { headers: { ...headers, ...(await this.#authorized()) } });
    if (first.status !== 401) return first;
    this.#held = undefined;
    return fetchJson(url, { headers: { ...headers, ...(await this.#authorized()) } });
  }

  async #authorized(): Promise<{ readonly authorization: string }> {
    const { value } = this.#held !== undefined && this.#held.until > Date.now() ? this.#held : await this.#renew();
    return { authorization: `Bearer ${value}` };
  }

  #renew(): Promise<HeldToken> {
    this.#renewal ??= this.#fetchToken().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #fetchToken(): Promise<HeldToken> {
    const { provider, clientId, clientSecret } = this.#options;
    const configuration = await provider.configuration({ id: clientId, secret: clientSecret, method: 'basic' });
    const answer = await oidc.clientCredentialsGrant(configuration);
    this.#held = { value: answer.access_token, until: Date.now() + (answer.expires_in ?? 0) * 1000 - RENEW_MS };
    return this.#held;
  }
}

function toUser(json: unknown): RealmUser {
  const { id, username, firstName, lastName, email } = asObject(json);
  const login = textOf(username);
  const client = login?.startsWith(SERVICE_ACCOUNT) ? login.slice(SERVICE_ACCOUNT.length) : null;
  const name = client ?? [textOf(firstName), textOf(lastName)].filter((part) => part !== null).join(' ');
  return {
    subject: String(id),
    kind: client === null ? 'PERSON' : 'PROGRAM',
    username: login,
    name: name === '' ? login : name,
    email: textOf(email),
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
