import { createHash, randomBytes } from 'node:crypto';
import { type Person, signIn } from './sign-in.ts';

/** The answer of `GET /auth/config`, as far as it is used here. */
export interface AuthConfig {
  readonly issuer: string;
  readonly base_url: string;
  readonly auth_path: string;
  readonly token_path: string;
  readonly client_ids: readonly string[];
  readonly scopes: readonly string[];
}

/** The answer of the token endpoint. Times in seconds. */
export interface Tokens {
  readonly access_token: string;
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly refresh_expires_in?: number;
  readonly scope?: string;
}

export interface OAuthClient {
  readonly clientId: string;
  /** Absent for public clients. */
  readonly clientSecret?: string;
}

/** The four ways to a token, all on the API's own addresses. Each throws with OAuth's error when it is refused. */
export class TokenFlows {
  readonly #config: AuthConfig;

  constructor(config: AuthConfig) {
    this.#config = config;
  }

  /** Authorization code with PKCE, a person at the login page. */
  async authorizationCode(client: OAuthClient, redirectUri: string, person: Person): Promise<Tokens> {
    const verifier = randomBytes(32).toString('base64url');
    const state = randomBytes(16).toString('base64url');
    const url = new URL(this.#config.base_url + this.#config.auth_path);
    url.search = new URLSearchParams({
      client_id: client.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const back = (await signIn(url, redirectUri, person)).searchParams;
    const code = back.get('code');
    if (code === null || back.get('state') !== state)
      throw new Error(`The login came back without code or with another state: ${back.toString()}`);
    return this.#ask(client, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier });
  }

  password(client: OAuthClient, { username, password }: Person): Promise<Tokens> {
    return this.#ask(client, { grant_type: 'password', username, password });
  }

  refresh(client: OAuthClient, refreshToken: string): Promise<Tokens> {
    return this.#ask(client, { grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  clientCredentials(client: OAuthClient): Promise<Tokens> {
    return this.#ask(client, { grant_type: 'client_credentials' });
  }

  async #ask({ clientId, clientSecret }: OAuthClient, form: Record<string, string>): Promise<Tokens> {
    const body = new URLSearchParams({ ...form, client_id: clientId, ...(clientSecret !== undefined && { client_secret: clientSecret }) });
    const response = await fetch(this.#config.base_url + this.#config.token_path, { method: 'POST', body });
    const answer = (await response.json()) as Tokens & { readonly error?: string; readonly error_description?: string };
    if (!response.ok)
      throw new Error(`${form['grant_type']} refused (${response.status}): ${answer.error} ${answer.error_description ?? ''}`);
    return answer;
  }
}
