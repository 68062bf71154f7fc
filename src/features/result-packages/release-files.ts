import type { Tx } from '../../platform/db/database.ts';
import { releaseEntries } from './queries.ts';

/** Step: lets go of files as far as packages do not need them any more; those still to be made keep theirs. */
export async function releaseFiles(tx: Tx, fileIds: readonly string[]): Promise<void> {
  await tx.query(releaseEntries, [fileIds]);
}
