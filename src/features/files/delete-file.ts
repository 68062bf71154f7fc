import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { countFile, lockActiveDossier } from '../dossiers/index.ts';
import { recordEvent } from '../events/index.ts';
import { lockInTrashOrNot } from './load-file.ts';
import { markDeleted } from './queries.ts';

/**
 * Moves a file to the trash; one that is there already stays as it is. Packages that were asked for before still get its bytes.
 * Throws `not-found`, `precondition-failed`, `dossier-trashed`.
 */
export async function deleteFile(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const file = await lockInTrashOrNot(tx, id, ifMatch);
    await lockActiveDossier(tx, file.dossier_id);
    if (file.trashed) return;
    await tx.query(markDeleted, [id, ctx.principal.userId]);
    await recordEvent(tx, { type: 'file.trashed', dossierId: file.dossier_id, fileId: id, version: file.version });
    await countFile(tx, { dossierId: file.dossier_id, files: -1, bytes: -file.size, pages: -file.pages });
  });
}
