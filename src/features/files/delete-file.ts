import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { countFile, lockActiveDossier } from '../dossiers/index.ts';
import { lockForChange } from './load-file.ts';
import { markDeleted } from './queries.ts';

/**
 * Takes a file out of its dossier. Its bytes stay for packages that were asked for before.
 * Throws `not-found`, `precondition-failed`, `dossier-trashed`.
 */
export async function deleteFile(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const file = await lockForChange(tx, id, ifMatch);
    await lockActiveDossier(tx, file.dossier_id);
    await tx.query(markDeleted, [id, ctx.principal.userId]);
    await countFile(tx, { dossierId: file.dossier_id, files: -1, bytes: -file.size, pages: -file.pages });
  });
}
