import { OAuthError } from './oauth-error.ts';

export const GRANT_TYPES = ['authorization_code', 'password', 'refresh_token', 'client_credentials'] as const;
export type GrantType = (typeof GRANT_TYPES)[number];

const CLIENT = ['grant_type', 'client_id', 'client_secret'];
const KNOWN: Readonly<Record<GrantType, readonly string[]>> = {
  authorization_code: [...CLIENT, 'code', 'redirect_uri', 'code_verifier'],
  password: [...CLIENT, 'username', 'password', 'scope'],
  refresh_token: [...CLIENT, 'refresh_token', 'scope'],
  client_credentials: [...CLIENT, 'scope'],
};

const AUTHORIZE = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'login_hint',
  'ui_locales',
  'kc_idp_hint',
];

/** The grant type of a token request whose parameters are all known and there once. Throws OAuthError. */
export function checkTokenParameters(form: URLSearchParams): GrantType {
  const asked = form.getAll('grant_type');
  if (asked.length === 0) throw new OAuthError('invalid_request', 'Missing parameter: grant_type.');
  const grantType = GRANT_TYPES.find((known) => known === asked[0]);
  if (grantType === undefined) {
    throw new OAuthError('unsupported_grant_type', `Supported here: ${GRANT_TYPES.join(', ')}.`);
  }
  checkNames(form, KNOWN[grantType]);
  return grantType;
}

/** Throws OAuthError when a parameter of an authorization request is unknown or there twice. */
export const checkAuthorizeParameters = (query: URLSearchParams): void => checkNames(query, AUTHORIZE);

function checkNames(parameters: URLSearchParams, known: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of parameters.keys()) {
    if (!known.includes(name)) throw new OAuthError('invalid_request', `Unknown parameter here; known are ${known.join(', ')}.`);
    if (seen.has(name)) throw new OAuthError('invalid_request', `Parameter ${name} was sent more than once.`);
    seen.add(name);
  }
}
