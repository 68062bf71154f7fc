import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import { isInTrash } from '../files/index.ts';
import { stillNeeded, takeAway } from './purge.ts';

/**
 * Removes a file that has been in the trash for long enough, with versions, pages and bytes. One that was restored, is gone, or has not
 * been there for long enough is left alone. Throws PutOff while a package needs it.
 */
export async function purgeFile(ctx: JobContext, { fileId }: { readonly fileId: string }): Promise<void> {
  const { settings, metrics } = ctx.platform;
  const outcome = await inJob(ctx, async (tx) => {
    if ((await takeAway(tx, [fileId], settings.trashHours)) > 0) return 'gone';
    return (await isInTrash(tx, fileId, settings.trashHours)) ? 'needed' : 'not due';
  });
  if (outcome === 'needed') throw stillNeeded();
  if (outcome === 'not due') return;
  metrics.swept.inc({ what: 'trashed-file' });
  ctx.log.info({ fileId }, 'trash: a file is gone for good');
}
