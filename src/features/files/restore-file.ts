import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import { countFile, lockActiveDossier } from '../dossiers/index.ts';
import { recordEvent } from '../events/index.ts';
import { loadFile, lockInTrashOrNot } from './load-file.ts';
import { markRestored, unanalyzedVersions } from './queries.ts';
import { publishStored } from './record-content.ts';
import type { FileItem } from './types.ts';

/**
 * Takes a file out of the trash, into its dossier's counters again; one that is not there is answered as it is. What its analysis did not
 * get done before is done now. Throws `not-found`, `precondition-failed`, `dossier-trashed`.
 */
export async function restoreFile(ctx: WorkspaceContext, id: string, ifMatch?: string): Promise<FileItem> {
  return inWorkspaceOnce(ctx, async (tx) => {
    const file = await lockInTrashOrNot(tx, id, ifMatch);
    await lockActiveDossier(tx, file.dossier_id);
    if (file.trashed) {
      await tx.query(markRestored, [id, ctx.principal.userId]);
      for (const { version } of await tx.query<{ version: number }>(unanalyzedVersions, [id]))
        await publishStored(tx, ctx.platform, { fileId: id, version });
      await recordEvent(tx, { type: 'file.restored', dossierId: file.dossier_id, fileId: id, version: file.version });
      await countFile(tx, { dossierId: file.dossier_id, files: 1, bytes: file.size, pages: file.pages });
    }
    return loadFile(tx, id);
  });
}
