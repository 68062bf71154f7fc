import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { recordEvent } from '../events/index.ts';
import { lockForChange } from './load-dossier.ts';
import { trashDossier } from './queries.ts';

/** Moves a dossier to the trash, files and all; one that is there already stays as it is. Throws `not-found`, `precondition-failed`. */
export async function deleteDossier(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const dossier = await lockForChange(tx, id, ifMatch);
    if (dossier.status === 'TRASHED') return;
    await tx.query(trashDossier, [id, ctx.principal.userId]);
    await recordEvent(tx, { type: 'dossier.trashed', dossierId: id, status: 'TRASHED' });
  });
}
