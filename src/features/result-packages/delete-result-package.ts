import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { requireRevision } from '../../platform/db/etag.ts';
import { condemnObject } from '../../platform/storage/intents.ts';
import { packageNotFound } from './errors.ts';
import { deleteEntries, deletePackage, lockPackage } from './queries.ts';

/**
 * Deletes a package in any state: its bytes are condemned, and a job that is still at it notices and leaves nothing.
 * Throws `not-found`, `precondition-failed`.
 */
export async function deleteResultPackage(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const found = await tx.one<{ revision: number; object_key: string | null }>(lockPackage, [id]);
    if (!found) throw packageNotFound();
    requireRevision(ifMatch, found.revision, 'result package');
    await tx.query(deletePackage, [id]);
    await tx.query(deleteEntries, [id]);
    if (found.object_key !== null) await condemnObject(tx, found.object_key);
  });
}
