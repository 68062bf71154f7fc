import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import { recordEvent } from '../events/index.ts';
import { type DossierItem, loadDossier, lockForChange } from './load-dossier.ts';
import * as queries from './queries.ts';

/** Takes a dossier out of the trash; one that is not there is answered as it is. Throws `not-found`, `precondition-failed`. */
export async function restoreDossier(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<DossierItem> {
  return inWorkspaceOnce(ctx, async (tx) => {
    const dossier = await lockForChange(tx, id, ifMatch);
    if (dossier.status === 'TRASHED') {
      await tx.query(queries.restoreDossier, [id, ctx.principal.userId]);
      await recordEvent(tx, { type: 'dossier.restored', dossierId: id, status: 'ACTIVE' });
    }
    return loadDossier(tx, id);
  });
}
