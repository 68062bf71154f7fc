import { newId } from '../../core/ids.ts';
import type { Idempotency, WorkspaceContext } from '../context.ts';
import type { WorkspaceTx } from '../db/begin.ts';
import { holdingKey, KEPT_HOURS, type Kept, keyInUse } from '../db/claim.ts';
import type { Tx } from '../db/database.ts';
import { asSystem } from '../db/doors.ts';
import { LEASE_SECONDS } from './intents.ts';

// A streamed upload takes longer than a transaction may. So its key is claimed by a row that is committed before the first byte:
// IN_PROGRESS, with the attempt that is at work and a lease. Whoever finds a lease that ran out takes the key over as another attempt.

const CLAIM = {
  name: 'upload-claim',
  text: `insert into app.idempotency_keys as k (workspace_id, key_hash, user_id, operation_id, fingerprint, state, attempt, expires_at)
         values ($1, $2, $3, $4, $5, 'IN_PROGRESS', $6, now() + make_interval(secs => $7))
         on conflict (workspace_id, key_hash) do update set fingerprint = excluded.fingerprint, content_hash = null, state = 'IN_PROGRESS',
           attempt = excluded.attempt, result = null, date_added = now(), expires_at = excluded.expires_at
         where k.expires_at <= now() returning attempt`,
};
const RENEW = {
  name: 'upload-claim-renew',
  text: `update app.idempotency_keys set expires_at = now() + make_interval(secs => $3)
         where key_hash = $1 and attempt = $2 returning attempt`,
};
const SETTLE = {
  name: 'upload-claim-settle',
  text: `update app.idempotency_keys set state = 'DONE', attempt = null, content_hash = $3, result = $4,
           date_added = now(), expires_at = now() + make_interval(hours => $5)
         where key_hash = $1 and attempt = $2 returning key_hash`,
};
const RELEASE = {
  name: 'upload-claim-release',
  text: 'delete from app.idempotency_keys where workspace_id = $1 and key_hash = $2 and attempt = $3',
};

/** One attempt at a streamed upload under a key. */
export class UploadClaim {
  readonly #ctx: WorkspaceContext;
  readonly #keyHash: Buffer;
  readonly #attempt = newId();

  constructor(ctx: WorkspaceContext, { keyHash }: Idempotency) {
    this.#ctx = ctx;
    this.#keyHash = keyHash;
  }

  /** Throws `idempotency-key-in-use` when somebody else has the key. */
  async take(tx: Tx, fingerprint: Buffer): Promise<void> {
    const { principal, operationId } = this.#ctx;
    const row = [tx.workspaceId, this.#keyHash, principal.userId, operationId, fingerprint, this.#attempt, LEASE_SECONDS];
    if ((await tx.query(CLAIM, row)).length !== 1) throw keyInUse();
  }

  /** Throws `idempotency-key-in-use` when another attempt has taken over. */
  async renew(tx: Tx): Promise<void> {
    if ((await tx.query(RENEW, [this.#keyHash, this.#attempt, LEASE_SECONDS])).length !== 1) throw keyInUse();
  }

  /** In the transaction that makes the upload count; throws, and so rolls it back, when another attempt has taken over. */
  async settle(tx: Tx, contentHash: Buffer, result: unknown): Promise<void> {
    const values = [this.#keyHash, this.#attempt, contentHash, JSON.stringify(result), KEPT_HOURS];
    if ((await tx.query(SETTLE, values)).length !== 1) throw keyInUse();
  }

  /** Lets the key go, if it is still this attempt's: also for a caller who is gone. What is settled stays. */
  async release(): Promise<void> {
    const { platform, workspaceId } = this.#ctx;
    const values = [workspaceId, this.#keyHash, this.#attempt];
    await asSystem(platform.db, 'release-idempotency-key', (tx) => tx.query(RELEASE, values));
  }
}

/** A claim with what `check` has found, or the answer that the upload got before. */
type ClaimedUpload<C> =
  | { readonly claim: UploadClaim; readonly found: C; readonly kept?: undefined }
  | { readonly claim?: undefined; readonly kept: Kept };

/**
 * Claims the request's key for a streamed upload, in one transaction with `check`, which says whether the upload may begin.
 * Throws what `check` throws, and as `inWorkspaceOnce`.
 */
export const claimUpload = <C>(
  ctx: WorkspaceContext,
  key: Idempotency,
  check: (tx: WorkspaceTx) => Promise<C>,
): Promise<ClaimedUpload<C>> =>
  holdingKey(ctx, key, async (tx, kept) => {
    if (kept !== undefined) return { kept };
    const found = await check(tx);
    const claim = new UploadClaim(ctx, key);
    await claim.take(tx, key.fingerprint);
    return { claim, found };
  });
