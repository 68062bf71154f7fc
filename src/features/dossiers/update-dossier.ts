import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { dueDateOf } from './due-date.ts';
import { type DossierItem, type LockedDossier, loadDossier, lockForChange, refuseUnlessActive } from './load-dossier.ts';
import * as queries from './queries.ts';

/** An absent field stays as it is; null empties it. */
export interface DossierChange {
  readonly name?: string;
  readonly description?: string | null;
  readonly dueDate?: string | null;
}

/**
 * Changes a dossier. What changes nothing leaves revision, dates and entity tag alone.
 * Throws `invalid-request`, `not-found`, `precondition-failed`, `dossier-trashed`.
 */
export async function updateDossier(ctx: WorkspaceContext, id: string, change: DossierChange, ifMatch?: string): Promise<DossierItem> {
  return inWorkspace(ctx, async (tx) => {
    const before = await lockForChange(tx, id, ifMatch);
    refuseUnlessActive(before.status);
    await writeChange(tx, id, before, change, ctx.principal.userId);
    return loadDossier(tx, id);
  });
}

async function writeChange(tx: Tx, id: string, before: LockedDossier, change: DossierChange, userId: string): Promise<void> {
  const name = change.name ?? before.name;
  const description = change.description === undefined ? before.description : change.description;
  const dueDate = change.dueDate === undefined ? before.due_date : dueDateOf(change.dueDate);
  const same = name === before.name && description === before.description && dueDate?.getTime() === before.due_date?.getTime();
  if (!same) await tx.query(queries.updateDossier, [id, userId, name, description, dueDate]);
}
