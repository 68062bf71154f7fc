import type { Tx } from '../../platform/db/database.ts';
import { condemnUnfinished } from '../../platform/storage/intents.ts';

/** What an upload may have in the store. */
export interface StoredKeys {
  readonly object_key: string;
  readonly staging_key: string | null;
  readonly store_upload_id: string | null;
  readonly tail_key?: string | null;
}

/** Step: everything that an ended upload has in the store goes, once nobody can be writing it any more. */
export async function condemnUpload(tx: Tx, keys: StoredKeys): Promise<void> {
  const { object_key: final, staging_key: staging, store_upload_id: uploadId, tail_key: tail = null } = keys;
  await condemnUnfinished(tx, final, staging === null ? uploadId : null);
  if (staging !== null) await condemnUnfinished(tx, staging, uploadId);
  if (tail !== null) await condemnUnfinished(tx, tail);
}
