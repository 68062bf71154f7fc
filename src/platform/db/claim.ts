import type { Role } from '../../core/context.ts';
import { Problem } from '../../core/errors.ts';
import type { Idempotency, WorkspaceContext } from '../context.ts';
import { beginBy } from './begin.ts';
import { admit } from './entry.ts';
import { ENTER_WORKSPACE_ONCE } from './scopes.ts';

/** Hours for which an answer is kept, counted from when it was given. */
export const KEPT_HOURS = 24;

/** What a repeated request is answered with: the verb's result as JSON text, and for a streamed upload the digest of its content. */
export interface Kept {
  readonly result: string;
  readonly contentHash: string | null;
}

/** The caller is let in, and no other request with this key is at work. */
interface Claimed {
  readonly role: Role;
  /** Undefined when the request is a new one. */
  readonly kept: Kept | undefined;
}

export const keyInUse = (): Problem =>
  new Problem('idempotency-key-in-use', {
    detail: 'Another request with this Idempotency-Key is still at work. Wait, then send this one again with the same key.',
    headers: { 'Retry-After': '1' },
  });

export const keyReused = (): Problem =>
  new Problem('idempotency-key-reused', {
    detail: 'This Idempotency-Key was sent before with another request. Take a new key for each new request, the same for its repetition.',
  });

/**
 * BEGIN, entering and the look at the key, in one round trip. The key's lock is held until the transaction ends. Rights come
 * first: who is not let in learns nothing of the key. Throws as `inWorkspace`, `idempotency-key-in-use`, `idempotency-key-reused`.
 */
export const beginOnce = (ctx: WorkspaceContext, { keyHash, fingerprint }: Idempotency) =>
  beginBy<Claimed>(
    ENTER_WORKSPACE_ONCE,
    [ctx.principal.userId, ctx.workspaceId, keyHash, fingerprint],
    ([entered = null, claim, result, contentHash = null]) => {
      const role = admit(ctx, entered);
      if (claim === 'IN_PROGRESS') throw keyInUse();
      if (claim === 'OTHER') throw keyReused();
      return { role, kept: claim === 'DONE' && typeof result === 'string' ? { result, contentHash } : undefined };
    },
  );
