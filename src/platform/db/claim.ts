import type { Role } from '../../core/context.ts';
import { Problem } from '../../core/errors.ts';
import type { Idempotency, WorkspaceContext } from '../context.ts';
import { asTx, beginBy, type WorkspaceTx } from './begin.ts';
import { admit, checkBinding } from './entry.ts';
import { ENTER_WORKSPACE_ONCE } from './scopes.ts';
import { timed } from './timed.ts';
import { refuseNested, transact } from './transaction.ts';

/** Hours for which an answer is kept, counted from when it was given. */
export const KEPT_HOURS = 24;

/** What a repeated request is answered with: the verb's result as JSON text, and for a streamed upload the digest of its content, in hex. */
export interface Kept {
  readonly result: string;
  readonly contentHash: string | null;
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
 * A write transaction in the workspace that holds the request's key: no other one with this key is at work meanwhile. `verb`
 * learns what the request was answered before, if it was. Rights come first: who is not let in learns nothing of the key.
 * Throws as `inWorkspace`, `idempotency-key-in-use`, `idempotency-key-reused`.
 */
export function holdingKey<T>(
  ctx: WorkspaceContext,
  key: Idempotency,
  verb: (tx: WorkspaceTx, kept: Kept | undefined) => Promise<T>,
): Promise<T> {
  refuseNested('a door with a key');
  checkBinding(ctx);
  return timed(ctx.waited, () =>
    transact(ctx.platform.db.app, ctx.signal, beginWith(ctx, key), (queries, { role, kept }) =>
      verb({ ...asTx(queries, ctx), role }, kept),
    ),
  );
}

/** BEGIN, entering and the look at the key, in one round trip. The key's lock is held until the transaction ends. */
const beginWith = (ctx: WorkspaceContext, { keyHash, fingerprint }: Idempotency) =>
  beginBy(
    ENTER_WORKSPACE_ONCE,
    [ctx.principal.userId, ctx.workspaceId, keyHash, fingerprint],
    ([entered = null, claim, result, contentHash = null]): { readonly role: Role; readonly kept: Kept | undefined } => {
      const role = admit(ctx, entered);
      if (claim === 'IN_PROGRESS') throw keyInUse();
      if (claim === 'OTHER') throw keyReused();
      return { role, kept: claim === 'DONE' && typeof result === 'string' ? { result, contentHash } : undefined };
    },
  );
