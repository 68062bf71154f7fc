import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { lockActiveDossier } from '../dossiers/index.ts';
import { loadFile, lockForChange } from './load-file.ts';
import { updateTitle } from './queries.ts';
import type { FileItem } from './types.ts';

/** An absent field stays as it is. */
export interface FileChange {
  readonly title?: string | undefined;
}

/**
 * Changes a file. What changes nothing leaves revision, dates and entity tag alone.
 * Throws `not-found`, `precondition-failed`, `dossier-trashed`.
 */
export async function updateFile(ctx: WorkspaceContext, id: string, { title }: FileChange, ifMatch?: string): Promise<FileItem> {
  return inWorkspace(ctx, async (tx) => {
    const before = await lockForChange(tx, id, ifMatch);
    await lockActiveDossier(tx, before.dossier_id);
    if (title !== undefined && title !== before.title) await tx.query(updateTitle, [id, ctx.principal.userId, title]);
    return loadFile(tx, id);
  });
}
