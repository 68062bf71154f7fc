import { newId } from '../../core/ids.ts';
import type { Tx } from '../db/database.ts';

// object_intents: a row before the first byte, gone with the transaction that makes the object count.
// While it is there its lease says that somebody still writes; after the lease the sweeper takes the object away.

/** How long a writer may be silent before its object is swept. */
export const LEASE_SECONDS = 60;
export const RENEW_MS = 15_000;

const INSERT = {
  name: 'intent-insert',
  text: `insert into app.object_intents (workspace_id, id, object_key, lease_until)
         values ($1, $2, $3, now() + make_interval(secs => $4))`,
};
const NAME_UPLOAD = {
  name: 'intent-upload',
  text: `update app.object_intents set upload_id = $2 where id = $1 and state = 'WRITING' returning id`,
};
const RENEW = {
  name: 'intent-renew',
  text: `update app.object_intents set lease_until = now() + make_interval(secs => $2)
         where id = any($1::uuid[]) and state = 'WRITING' returning id`,
};
const SETTLE = {
  name: 'intent-settle',
  text: `delete from app.object_intents where id = any($1::uuid[]) and state = 'WRITING' returning id`,
};
// the epoch as its lease: due at once, whatever the clocks say
const CONDEMN = {
  name: 'intent-condemn',
  text: `insert into app.object_intents (workspace_id, id, object_key, state, lease_until)
         select $1, o.id, o.key, 'SWEEPING', 'epoch' from unnest($2::uuid[], $3::text[]) as o (id, key)`,
};
const CONDEMN_UNFINISHED = {
  name: 'intent-condemn-unfinished',
  text: `insert into app.object_intents (workspace_id, id, object_key, upload_id, state, lease_until)
         values ($1, $2, $3, $4, 'SWEEPING', now() + make_interval(secs => $5))`,
};

/** The writer lost its claim: its lease ran out and the sweeper took over. */
export class IntentGone extends Error {
  constructor() {
    super('the lease of an object being written ran out');
    this.name = 'IntentGone';
  }
}

export async function insertIntent(tx: Tx, key: string): Promise<string> {
  const id = newId();
  await tx.query(INSERT, [tx.workspaceId, id, key, LEASE_SECONDS]);
  return id;
}

/** Throws IntentGone. */
export async function nameUpload(tx: Tx, id: string, uploadId: string): Promise<void> {
  if ((await tx.query(NAME_UPLOAD, [id, uploadId])).length !== 1) throw new IntentGone();
}

/** Throws IntentGone when one of them is gone. */
export async function renewIntents(tx: Tx, ids: readonly string[]): Promise<void> {
  if ((await tx.query(RENEW, [ids, LEASE_SECONDS])).length !== ids.length) throw new IntentGone();
}

/** In the transaction that makes the objects count; throws IntentGone, and so rolls it back, when one of them is gone. */
export async function settleIntents(tx: Tx, ids: readonly string[]): Promise<void> {
  if ((await tx.query(SETTLE, [ids])).length !== ids.length) throw new IntentGone();
}

/** Marks an object that no row needs any more for removal; the sweeper takes it away after the caller's transaction commits. */
export const condemnObject = (tx: Tx, key: string): Promise<void> => condemnObjects(tx, [key]);

/** The same for any number of objects, by one statement. */
export async function condemnObjects(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.query(CONDEMN, [tx.workspaceId, keys.map(() => newId()), keys]);
}

/**
 * The same for an object that may still be being written, and its multipart upload if it has one: only after the time in which a writer
 * notices that it has lost its claim.
 */
export async function condemnUnfinished(tx: Tx, key: string, uploadId: string | null = null): Promise<void> {
  await tx.query(CONDEMN_UNFINISHED, [tx.workspaceId, newId(), key, uploadId, LEASE_SECONDS]);
}
