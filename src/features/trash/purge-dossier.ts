import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import { beginPurge, purgeDossier as removeRow } from '../dossiers/index.ts';
import { nextToPurge } from '../files/index.ts';
import { stillNeeded, takeAway } from './purge.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Removes a dossier that has been in the trash for long enough. The first transaction hides it from everybody, so that nothing half
 * purged can be restored; then go its files, some in each transaction, and at last the dossier. Cut off anywhere, the next attempt goes
 * on. One that was restored is left alone. Throws PutOff while a package needs one of the files.
 */
export async function purgeDossier(ctx: JobContext, { dossierId }: { readonly dossierId: string }): Promise<void> {
  const { settings, metrics } = ctx.platform;
  if (!(await inJob(ctx, (tx) => beginPurge(tx, dossierId, settings.trashHours)))) return;
  let last = FIRST;
  let files = 0;
  for (;;) {
    const batch = await inJob(ctx, async (tx) => {
      const ids = await nextToPurge(tx, dossierId, last);
      return { ids, gone: ids.length > 0 ? await takeAway(tx, ids, settings.trashHours) : 0 };
    });
    files += batch.gone;
    const end = batch.ids.at(-1);
    if (end === undefined) break;
    last = end;
  }
  if (!(await inJob(ctx, (tx) => removeRow(tx, dossierId)))) throw stillNeeded();
  metrics.swept.inc({ what: 'trashed-dossier' });
  ctx.log.info({ dossierId, files }, 'trash: a dossier is gone for good');
}
