import type { OAuthAnswer } from './identity.ts';

/** What our front refuses by itself, in the words of RFC 6749, section 5.2. */
export class OAuthError extends Error {
  readonly error: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(error: string, description: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(description);
    this.name = 'OAuthError';
    this.error = error;
    this.status = status;
    this.headers = headers;
  }

  toAnswer(): OAuthAnswer {
    return { status: this.status, body: { error: this.error, error_description: this.message }, headers: this.headers };
  }
}

/**
 * The one answer for a client that is unknown, not listed for this front, or proved itself wrongly. Keycloak itself
 * tells an unknown client from a wrong secret by its error code; through this front they look the same.
 */
export const clientRefused = (): OAuthError =>
  new OAuthError('unauthorized_client', 'Invalid client or Invalid client credentials', 401, {
    'WWW-Authenticate': 'Basic realm="tabularium"',
  });

/** 429: too many failures lately. */
export const tooManyFailures = (retryAfterSeconds: number): OAuthError =>
  new OAuthError('temporarily_unavailable', 'Too many failed attempts. Wait as long as Retry-After says.', 429, {
    'Retry-After': String(retryAfterSeconds),
  });

/** 503: Keycloak does not answer. */
export const providerAway = (): OAuthError =>
  new OAuthError('temporarily_unavailable', 'The identity provider does not answer. Try again later.', 503, { 'Retry-After': '5' });
