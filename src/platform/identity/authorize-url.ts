import * as oidc from 'openid-client';
import { invalidInput, Problem } from '../../core/errors.ts';
import { providerUnavailable } from './bearer.ts';
import { checkAuthorizeParameters } from './login-parameters.ts';
import { withDefaultScopes } from './login-scopes.ts';
import { OAuthError } from './oauth-error.ts';
import type { Provider } from './provider.ts';

/**
 * Keycloak's authorization page for the caller's own client and parameters. Redirect URIs are judged by Keycloak alone.
 * Throws Problem `invalid-request` for an unknown client or parameter, `identity-provider-unavailable` when Keycloak is away.
 */
export async function authorizeUrl(provider: Provider, clients: ReadonlySet<string>, query: URLSearchParams): Promise<URL> {
  refuseUnknownParameters(query);
  const id = query.get('client_id');
  if (id === null || !clients.has(id)) {
    throw invalidInput('client_id', 'No such client. GET /api/v1/auth/config lists the clients that may log in here.', 'unknown-client');
  }
  const parameters = new URLSearchParams(query);
  parameters.set('scope', withDefaultScopes(query.get('scope')));
  const configuration = await provider.configuration({ id, secret: null, method: 'body' }).catch((error: unknown) => {
    throw providerUnavailable(5, 'discovery failed', error);
  });
  return oidc.buildAuthorizationUrl(configuration, parameters);
}

function refuseUnknownParameters(query: URLSearchParams): void {
  try {
    checkAuthorizeParameters(query);
  } catch (error) {
    if (error instanceof OAuthError) throw new Problem('invalid-request', { detail: error.message });
    throw error;
  }
}
