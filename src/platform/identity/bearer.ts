import { Problem } from '../../core/errors.ts';

/** The parts of a request in which a bearer token may stand, or must not. */
export interface BearerRequest {
  /** Names and values by turns, as Node has them: its `headers` hides a second Authorization header. */
  readonly rawHeaders: readonly string[];
  readonly url: URL;
}

const REALM = 'Bearer realm="tabularium"';
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
const HOW = 'Send "Authorization: Bearer <access token>"; GET /api/v1/auth/config says where to get one.';

/** 401 without an error code: no credential was sent (RFC 6750, section 3.1). */
export const credentialMissing = (): Problem =>
  new Problem('unauthenticated', { detail: `This call needs an access token. ${HOW}`, headers: { 'WWW-Authenticate': REALM } });

/** 401 `invalid_token`. `hint` is public and says what to do; `reason` is for the log. */
export function invalidToken(reason: string, hint = 'Get a new one at the token endpoint.', cause?: unknown): Problem {
  const said = `The access token is not valid here. ${hint}`;
  return new Problem('unauthenticated', {
    detail: said,
    reason: `bearer token refused: ${reason}`,
    headers: { 'WWW-Authenticate': `${REALM}, error="invalid_token", error_description="${said}"` },
    cause,
  });
}

/** 503: a credential could not be checked because Keycloak does not answer. */
export const providerUnavailable = (retryAfterSeconds: number, reason: string, cause?: unknown): Problem =>
  new Problem('identity-provider-unavailable', {
    detail: 'The identity provider does not answer, so this credential cannot be checked now. Try again later.',
    reason,
    headers: { 'Retry-After': String(retryAfterSeconds) },
    cause,
  });

const misplaced = (detail: string): Problem =>
  new Problem('invalid-request', {
    detail,
    headers: { 'WWW-Authenticate': `${REALM}, error="invalid_request"` },
  });

/**
 * The token of a request, not yet verified. Throws Problem `invalid-request` (400) for a token in the query or two
 * Authorization headers, `unauthenticated` (401) when there is none or it is no bearer token.
 */
export function readBearer(request: BearerRequest): string {
  if (request.url.search !== '' && request.url.searchParams.has('access_token')) {
    throw misplaced(`A token in the URL ends in logs and histories. ${HOW}`);
  }
  const header = authorizationOf(request.rawHeaders);
  if (header === undefined || header.trim() === '') throw credentialMissing();
  const [scheme, token, ...rest] = header.trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer') throw invalidToken('other scheme', HOW);
  if (token === undefined || rest.length > 0 || !TOKEN.test(token)) throw invalidToken('malformed header', HOW);
  return token;
}

/** The Authorization header, if any. Throws Problem `invalid-request` when there are several: which of them counts? */
export function authorizationOf(rawHeaders: readonly string[]): string | undefined {
  const values: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length === 13 && name.toLowerCase() === 'authorization') values.push(rawHeaders[i + 1] ?? '');
  }
  if (values.length > 1) throw misplaced('Send one Authorization header, not several.');
  return values[0];
}
