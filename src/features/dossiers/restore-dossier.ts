import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import { type DossierItem, loadDossier, lockForChange } from './load-dossier.ts';
import * as queries from './queries.ts';

/** Takes a dossier out of the trash; one that is not there is answered as it is. Throws `not-found`, `precondition-failed`. */
export async function restoreDossier(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<DossierItem> {
  return inWorkspaceOnce(ctx, async (tx) => {
    const dossier = await lockForChange(tx, id, ifMatch);
    if (dossier.status === 'TRASHED') await tx.query(queries.restoreDossier, [id, ctx.principal.userId]);
    return loadDossier(tx, id);
  });
}
