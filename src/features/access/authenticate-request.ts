import type { Principal } from '../../core/context.ts';
import type { OpenContext } from '../../platform/context.ts';
import { readBearer } from '../../platform/identity/bearer.ts';
import type { VerifiedToken } from '../../platform/identity/identity.ts';
import { resolveUser } from './resolve-user.ts';

/**
 * Who calls, by the request's bearer token; a token seen lately costs neither a signature check nor a query.
 * Throws Problem `invalid-request` (400), `unauthenticated` (401), `identity-provider-unavailable` or `unavailable` (503).
 */
export async function authenticateRequest(call: OpenContext, request: { readonly rawHeaders: readonly string[] }): Promise<Principal> {
  const bearer = readBearer({ rawHeaders: request.rawHeaders, url: call.url });
  const { identity } = call.platform;
  const token = await identity.verify(bearer);
  return identity.principalOf(token, () => toPrincipal(call, token));
}

async function toPrincipal(call: OpenContext, token: VerifiedToken): Promise<Principal> {
  const userId = await resolveUser(call, token);
  const { clientId, scopes, sessionId, tenantId, expiresAt } = token;
  return Object.freeze({ userId, clientId, scopes, sessionId, tenantId, expiresAt });
}
