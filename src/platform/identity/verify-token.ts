import { errors, jwtVerify } from 'jose';
import type { Clock } from '../../core/clock.ts';
import type { Problem } from '../../core/errors.ts';
import { isUuid } from '../../core/ids.ts';
import { invalidToken } from './bearer.ts';
import type { VerifiedToken } from './identity.ts';
import type { KeySet } from './key-set.ts';
import { parseToken } from './token-shape.ts';

/** What an access token must say to be good here. */
export interface TokenRules {
  /** Compared byte by byte. */
  readonly issuer: string;
  readonly audience: string;
  /** Clients (`azp`) whose tokens are accepted. */
  readonly clients: ReadonlySet<string>;
  readonly clock: Clock;
}

const TOLERANCE_SECONDS = 5;
const MAX_LIFETIME_SECONDS = 15 * 60;
const REQUIRED = ['iss', 'sub', 'azp', 'aud', 'exp', 'iat', 'jti'];
/** Header members that bring or point at a key, or change what is signed: none of them has a business in our tokens. */
const FORBIDDEN_HEADERS = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip'];

/**
 * Checks an access token: RS256 by a key of our issuer, type at+jwt and Bearer, issuer, audience, lifetimes, client.
 * Throws Problem `unauthenticated` (401), or `identity-provider-unavailable` (503) when its key cannot be fetched.
 */
export async function verifyToken(token: string, keys: KeySet, rules: TokenRules): Promise<VerifiedToken> {
  const shape = parseToken(token);
  if (shape === null) throw invalidToken('not a JWS with plain JSON objects');
  const key = await keys.find(keyIdOf(shape.header));
  try {
    await jwtVerify(token, key, {
      algorithms: ['RS256'],
      typ: 'at+jwt',
      issuer: rules.issuer,
      audience: rules.audience,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: REQUIRED,
      currentDate: rules.clock.now(),
    });
  } catch (error) {
    throw refusal(error);
  }
  checkLifetime(shape.claims, rules.clock);
  return readClaims(shape.claims, rules);
}

/** Refuses what can be refused before any key is looked up, so that such tokens never make us fetch keys. */
function keyIdOf(header: Readonly<Record<string, unknown>>): string {
  if (header.alg !== 'RS256') throw invalidToken('algorithm is not RS256');
  if (header.typ !== 'at+jwt') throw invalidToken('type is not at+jwt', 'Send the access token, no ID or refresh token.');
  const forbidden = FORBIDDEN_HEADERS.find((name) => Object.hasOwn(header, name));
  if (forbidden !== undefined) throw invalidToken(`header has ${forbidden}`);
  if (typeof header.kid !== 'string' || header.kid === '' || header.kid.length > 128) throw invalidToken('no usable key id');
  return header.kid;
}

function refusal(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return invalidToken('expired', 'It has expired: use the refresh token or log in again.', error);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return invalidToken('other audience', 'It was issued for another audience.', error);
  }
  return invalidToken(error instanceof Error ? error.message : 'verification failed', undefined, error);
}

function checkLifetime(claims: Readonly<Record<string, unknown>>, clock: Clock): void {
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number') throw invalidToken('iat or exp is no number');
  if (iat > clock.now().getTime() / 1000 + TOLERANCE_SECONDS) throw invalidToken('issued in the future');
  if (exp - iat > MAX_LIFETIME_SECONDS) throw invalidToken('lives longer than 15 minutes');
}

function readClaims(claims: Readonly<Record<string, unknown>>, rules: TokenRules): VerifiedToken {
  // a token bound to a key (DPoP, mTLS) proves nothing when its proof is not checked
  if (claims.typ !== 'Bearer' || claims.cnf !== undefined)
    throw invalidToken('not a plain bearer token', 'Ask for a Bearer token, without DPoP.');
  const { azp, sub, exp, sid, scope } = claims;
  if (typeof azp !== 'string' || !rules.clients.has(azp)) throw invalidToken('unknown client', 'Its client is not known to this API.');
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw invalidToken('no usable subject');
  if (scope !== undefined && typeof scope !== 'string') throw invalidToken('scope is no text');
  if (sid !== undefined && typeof sid !== 'string') throw invalidToken('session id is no text');
  const scopes = new Set((scope ?? '').split(' ').filter((name) => name !== ''));
  return {
    issuer: rules.issuer,
    subject: sub,
    clientId: azp,
    scopes,
    sessionId: sid ?? null,
    tenantId: tenantOf(claims.tenant_id, scopes),
    expiresAt: Number(exp),
  };
}

/**
 * The one workspace a token is bound to. Keycloak puts an arbitrary one into `tenant_id` when several organizations
 * were asked for, so claim and scope must name the same one; anything else is refused rather than taken as unbound.
 */
function tenantOf(claim: unknown, scopes: ReadonlySet<string>): string | null {
  const bound = [...scopes].filter((name) => name.startsWith('organization'));
  if (claim === undefined && bound.length === 0) return null;
  if (typeof claim === 'string' && isUuid(claim) && bound.length === 1 && bound[0] === `organization:${claim}`) return claim.toLowerCase();
  throw invalidToken('tenant_id and scope differ', 'Ask for exactly one scope organization:<workspace id>, or for none.');
}
