/** Keycloak's admin interface for one client with a service account. */
export class AdminApi {
  readonly #base: string;
  readonly #clientRealm: string;
  readonly #clientId: string;
  readonly #clientSecret: string;
  #token = '';
  #renewAt = 0;

  /** `base` is Keycloak's address without a path; `clientRealm` the realm that knows the client. */
  constructor(base: string, clientRealm: string, clientId: string, clientSecret: string) {
    this.#base = base;
    this.#clientRealm = clientRealm;
    this.#clientId = clientId;
    this.#clientSecret = clientSecret;
  }

  get<T>(path: string): Promise<T> {
    return this.#send('GET', path) as Promise<T>;
  }

  async put(path: string, body?: unknown): Promise<void> {
    await this.#send('PUT', path, body);
  }

  async post(path: string, body?: unknown): Promise<void> {
    await this.#send('POST', path, body);
  }

  async delete(path: string, body?: unknown): Promise<void> {
    await this.#send('DELETE', path, body);
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.#base}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.#bearer()}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Keycloak answered ${answer.status} to ${method} ${path}: ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async #bearer(): Promise<string> {
    if (Date.now() < this.#renewAt) return this.#token;
    const answer = await fetch(`${this.#base}/realms/${this.#clientRealm}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: this.#clientId, client_secret: this.#clientSecret }),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await answer.json()) as { access_token?: string; expires_in?: number; error?: string };
    if (body.access_token === undefined) throw new Error(`Keycloak refuses the client ${this.#clientId}: ${answer.status} ${body.error}`);
    this.#token = body.access_token;
    this.#renewAt = Date.now() + ((body.expires_in ?? 60) - 10) * 1000;
    return this.#token;
  }
}

/** Anything of Keycloak's that has a name and an id. */
export interface Named {
  readonly id: string;
  readonly name: string;
}
