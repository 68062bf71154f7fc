import * as oidc from 'openid-client';
import { fetchJson } from './fetch-json.ts';

const TIMEOUT_SECONDS = 5;
const MAX_AGE_MS = 3_600_000;

/** How a caller's client, or our own, proves itself at the token endpoint. */
export interface ClientCredentials {
  readonly id: string;
  /** Null for a public client. */
  readonly secret: string | null;
  readonly method: 'basic' | 'body';
}

/** The issuer's endpoints, discovered once an hour by openid-client. A failed discovery rejects and is tried again by the next call. */
export class Provider {
  readonly issuer: URL;
  #discovery: Promise<oidc.ServerMetadata> | undefined;
  #discoveredAt = 0;

  constructor(issuer: string) {
    this.issuer = new URL(issuer);
  }

  async metadata(): Promise<oidc.ServerMetadata> {
    if (Date.now() - this.#discoveredAt > MAX_AGE_MS) this.#discovery = undefined;
    if (this.#discovery === undefined) {
      this.#discoveredAt = Date.now();
      this.#discovery = this.#discover().catch((error: unknown) => {
        this.#discovery = undefined;
        throw error;
      });
    }
    return this.#discovery;
  }

  /** Where the issuer publishes its signing keys. */
  async keySetUrl(): Promise<URL> {
    const { jwks_uri: url } = await this.metadata();
    if (url === undefined) throw new Error('the issuer names no jwks_uri');
    return new URL(url);
  }

  /** An openid-client configuration for one client; cheap, made per request because the client is the caller's. */
  async configuration(client: ClientCredentials): Promise<oidc.Configuration> {
    const configuration = new oidc.Configuration(await this.metadata(), client.id, undefined, authenticationOf(client));
    configuration.timeout = TIMEOUT_SECONDS;
    if (this.#isPlainHttp()) oidc.allowInsecureRequests(configuration);
    return configuration;
  }

  /** Rejects when the issuer does not answer. */
  async ping(): Promise<void> {
    const { status } = await fetchJson(new URL(`${this.issuer.href}/.well-known/openid-configuration`));
    if (status !== 200) throw new Error(`the issuer answered ${status}`);
  }

  async #discover(): Promise<oidc.ServerMetadata> {
    const execute = this.#isPlainHttp() ? [oidc.allowInsecureRequests] : [];
    const configuration = await oidc.discovery(this.issuer, 'discovery', undefined, oidc.None(), { execute, timeout: TIMEOUT_SECONDS });
    return configuration.serverMetadata();
  }

  #isPlainHttp(): boolean {
    return this.issuer.protocol === 'http:';
  }
}

function authenticationOf(client: ClientCredentials): oidc.ClientAuth {
  if (client.secret === null) return oidc.None();
  return client.method === 'basic' ? oidc.ClientSecretBasic(client.secret) : oidc.ClientSecretPost(client.secret);
}
