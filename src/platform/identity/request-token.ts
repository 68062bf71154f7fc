import * as oidc from 'openid-client';
import type { Log } from '../../core/log.ts';
import { type Origin, traceHeaders } from '../../core/origin.ts';
import type { Blame, FailureLimits } from './failure-limits.ts';
import { asObject, parseJson } from './fetch-json.ts';
import type { OAuthAnswer, TokenCaller } from './identity.ts';
import { readClient } from './login-client.ts';
import { checkTokenParameters, type GrantType } from './login-parameters.ts';
import { withDefaultScopes } from './login-scopes.ts';
import { clientRefused, OAuthError, providerAway } from './oauth-error.ts';
import type { Pause } from './pause.ts';
import type { ClientCredentials, Provider } from './provider.ts';

export interface TokenFront {
  readonly provider: Provider;
  readonly limits: FailureLimits;
  /** Clients that may log in here. */
  readonly clients: ReadonlySet<string>;
  /** After a timeout: logins of one user wait for each other, and each would wait for its own. */
  readonly pause: Pause;
  readonly log: Log;
}

interface TokenRequest {
  readonly grantType: GrantType;
  readonly client: ClientCredentials;
  readonly form: URLSearchParams;
  readonly address: string;
  readonly origin: Origin | undefined;
}

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** Answers a token request in OAuth's own shape, refusals included; rejects for defects of this program only. */
export async function requestToken(front: TokenFront, form: URLSearchParams, caller: TokenCaller): Promise<OAuthAnswer> {
  const answer = await answerToken(front, form, caller).catch((error: unknown) => {
    if (error instanceof OAuthError) return error.toAnswer();
    throw error;
  });
  return { ...answer, headers: { ...answer.headers, ...NO_STORE } };
}

async function answerToken(front: TokenFront, form: URLSearchParams, caller: TokenCaller): Promise<OAuthAnswer> {
  const grantType = checkTokenParameters(form);
  const client = readClient(form, caller.authorization);
  const { address, origin } = caller;
  const user = grantType === 'password' ? { clientId: client.id, username: form.get('username') ?? '' } : null;
  return front.limits.run({ address, user }, async () => {
    const known = front.clients.has(client.id);
    const outcome = known ? await forward(front, { grantType, client, form, address, origin }) : clientRefused().toAnswer();
    return { outcome, blame: blameOf(outcome) };
  });
}

function blameOf({ status, body }: OAuthAnswer): Blame {
  if (status === 401) return 'ADDRESS';
  return status === 400 && body.error === 'invalid_grant' ? 'ADDRESS_AND_USER' : 'NOBODY';
}

/**
 * Sends the request on by openid-client. Its high-level calls answer with a reworked success (token type in lower case)
 * and with an exception for a refusal, while the caller must get Keycloak's own answer: so the answer is noted as it
 * passes through the library's fetch hook, and the library's checks decide only whether a success may be passed on.
 */
async function forward(front: TokenFront, request: TokenRequest): Promise<OAuthAnswer> {
  if (front.pause.active) throw providerAway();
  let seen: OAuthAnswer | undefined;
  try {
    const configuration = await front.provider.configuration(request.client);
    configuration[oidc.customFetch] = async (url, options) => {
      const headers = { ...options.headers, 'x-forwarded-for': request.address, ...(request.origin && traceHeaders(request.origin)) };
      const response = await fetch(url, {
        method: options.method,
        body: options.body ?? null,
        headers,
        redirect: 'manual',
        signal: options.signal ?? null,
      });
      const text = await response.text();
      seen = { status: response.status, body: asObject(parseJson(text)) };
      return new Response(text, { status: response.status, headers: response.headers });
    };
    await oidc.genericGrantRequest(configuration, request.grantType, parametersOf(request));
    if (seen !== undefined) return seen;
  } catch (error) {
    if (seen !== undefined && isRefusal(seen)) return refusalOf(seen);
    if (error instanceof oidc.ClientError && error.code === 'OAUTH_TIMEOUT') front.pause.begin();
    front.log.warn({ err: error, status: seen?.status }, 'the token endpoint gave no usable answer');
  }
  throw providerAway();
}

const isRefusal = ({ status, body }: OAuthAnswer): boolean => status >= 400 && status < 500 && typeof body.error === 'string';

function refusalOf({ status, body }: OAuthAnswer): OAuthAnswer {
  const { error, error_description: description } = body;
  if (status === 401 && (error === 'invalid_client' || description === clientRefused().message)) return clientRefused().toAnswer();
  return {
    status: status === 401 ? 401 : 400,
    body: typeof description === 'string' ? { error, error_description: description } : { error },
  };
}

/** What the grant itself needs; openid-client adds the client in the way the caller chose. */
function parametersOf({ grantType, form }: TokenRequest): URLSearchParams {
  const parameters = new URLSearchParams(form);
  for (const name of ['grant_type', 'client_id', 'client_secret']) parameters.delete(name);
  if (grantType === 'password' || grantType === 'client_credentials') parameters.set('scope', withDefaultScopes(form.get('scope')));
  return parameters;
}
