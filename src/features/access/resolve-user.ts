import { newId } from '../../core/ids.ts';
import type { OpenContext } from '../../platform/context.ts';
import { asSystem, readOwn } from '../../platform/db/doors.ts';
import { invalidToken } from '../../platform/identity/bearer.ts';
import type { UserProfile, VerifiedToken } from '../../platform/identity/identity.ts';
import { type EnsuredUser, ensureUser } from './ensure-user.ts';
import { ownUserIsNamed } from './queries.ts';

/**
 * Our id of a token's user, made on first sight. Name and e-mail are asked for then; when Keycloak is away the user is
 * made without them, and the next token asks again. Throws Problem `unauthenticated` for a disabled user.
 */
export async function resolveUser(call: OpenContext, token: VerifiedToken): Promise<string> {
  const id = newId();
  const user = await record(call, token, null, id);
  if (user.state !== 'ACTIVE') throw invalidToken('the user is disabled', 'Its account is disabled: ask your operator.');
  if (user.id !== id && (await isNamed(call, token, user.id))) return user.id;
  const profile = await call.platform.identity.profile(token.subject, call.origin);
  if (profile !== null) await record(call, token, profile, id);
  return user.id;
}

function record(call: OpenContext, token: VerifiedToken, profile: UserProfile | null, id: string): Promise<EnsuredUser> {
  const { issuer, subject } = token;
  // the token itself is the better witness of this: only a program's has no session
  const kind = token.sessionId === null ? 'PROGRAM' : 'PERSON';
  const { username = null, name = null, email = null } = profile ?? {};
  return asSystem(call.platform.db, 'ensure-user', (tx) => ensureUser(tx, { id, issuer, subject, kind, username, name, email }));
}

async function isNamed(call: OpenContext, token: VerifiedToken, userId: string): Promise<boolean> {
  const { clientId, scopes, sessionId, tenantId, expiresAt } = token;
  const own = { ...call, principal: { userId, clientId, scopes, sessionId, tenantId, expiresAt } };
  const [row] = await readOwn(own, ownUserIsNamed, [userId]);
  return row?.[0] === 't';
}
