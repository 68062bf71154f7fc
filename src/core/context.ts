import type { Log } from './log.ts';
import type { Origin } from './origin.ts';

/** Roles of a workspace member. AUDITOR stands apart: figures, no documents. */
export const ROLES = ['OWNER', 'MANAGER', 'MEMBER', 'READER', 'AUDITOR'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls: the verified outcome of a credential, never what the request claims. */
export interface Principal {
  /** Our own user id (UUIDv7), resolved from the token's issuer and subject. */
  readonly userId: string;
  /** OAuth client the token was issued to (`azp`). */
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  /** Keycloak session (`sid`), null for programs. */
  readonly sessionId: string | null;
  /** The only workspace this token may enter, null when it is not bound to one. */
  readonly tenantId: string | null;
  /** When the credential ends, in seconds since the epoch. */
  readonly expiresAt: number;
}

/** Times of one call, for `Server-Timing`. */
export interface Waited {
  database: number;
}

/** What every operation knows about the call it serves. */
export interface Call {
  readonly requestId: string;
  /** The request itself and its trace, for what it sets off elsewhere. */
  readonly origin: Origin;
  /** Milliseconds that the call has waited for others so far; who makes it wait adds to it. */
  readonly waited: Waited;
  readonly operationId: string;
  /** Public URL of this request, query included: the base of `next`, `previous` and `Location`. */
  readonly url: URL;
  /** Address of the caller as seen through trusted proxies. */
  readonly address: string;
  /** Aborts when the caller is gone or the process must stop. */
  readonly signal: AbortSignal;
  readonly log: Log;
}
