import type { WorkspaceContext } from '../context.ts';
import type { WorkspaceTx } from './begin.ts';
import { holdingKey, KEPT_HOURS } from './claim.ts';
import { inWorkspace } from './doors.ts';

/** What JSON gives back as it was; anything else would come out of a replay as something different. */
type Json<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Date | Uint8Array | ((...given: never[]) => unknown)
    ? never
    : { readonly [K in keyof T]: Json<T[K]> };

// a row that is there has expired: its lock is ours, and the look-up took it for none
const KEEP = {
  name: 'idempotency.keep',
  text: `insert into app.idempotency_keys as k (workspace_id, key_hash, user_id, operation_id, fingerprint, state, result, expires_at)
         values ($1, $2, $3, $4, $5, 'DONE', $6, now() + make_interval(hours => $7))
         on conflict (workspace_id, key_hash) do update set fingerprint = excluded.fingerprint, content_hash = null, state = 'DONE',
           attempt = null, result = excluded.result, date_added = now(), expires_at = excluded.expires_at`,
};

/**
 * `inWorkspace` for the verb of a POST: done once, however often it is asked for with one Idempotency-Key. A repetition is
 * answered with the result of the first, after the caller's rights were looked at again; the verb is not run. Only success
 * is kept, for it is written in the verb's own transaction. Without a key it is `inWorkspace` itself.
 *
 * The result is kept as JSON, readable: a verb whose result shows a secret must not come through here as it is. One text goes into
 * KEEP and comes out of `holdingKey`: between these two and the verb is the place where such a result is to be sealed and opened.
 *
 * Throws as `inWorkspace`, `idempotency-key-in-use`, `idempotency-key-reused`.
 */
export async function inWorkspaceOnce<T>(ctx: WorkspaceContext, verb: (tx: WorkspaceTx) => Promise<T & Json<T>>): Promise<T> {
  const { idempotency, principal, operationId } = ctx;
  if (idempotency === undefined) return inWorkspace(ctx, verb);
  return holdingKey(ctx, idempotency, async (tx, kept) => {
    if (kept !== undefined) {
      idempotency.replayed = true;
      return JSON.parse(kept.result) as T; // written below from a T
    }
    const result = await verb(tx);
    const { keyHash, fingerprint } = idempotency;
    const row = [tx.workspaceId, keyHash, principal.userId, operationId, fingerprint, JSON.stringify(result ?? null), KEPT_HOURS];
    await tx.query(KEEP, row);
    return result;
  });
}
