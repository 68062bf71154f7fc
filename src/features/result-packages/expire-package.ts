import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import type { Claim } from '../../platform/queue/handle.ts';
import { condemnObject } from '../../platform/storage/intents.ts';
import { recordEvent } from '../events/index.ts';
import { deleteEntries, expirePackage as expire } from './queries.ts';

/** Takes the bytes of a package away once its time is over; one that was deleted before is left alone. */
export async function expirePackage(ctx: JobContext, { packageId }: { readonly packageId: string }, claim: Claim): Promise<void> {
  const expired = await inJob(ctx, async (tx) => {
    const due = await tx.one<{ object_key: string }>(expire, [packageId]);
    if (due) {
      await tx.query(deleteEntries, [packageId]);
      await condemnObject(tx, due.object_key);
      await recordEvent(tx, { type: 'result-package.expired', resultPackageId: packageId, status: 'EXPIRED' });
    }
    await claim.settle(tx);
    return due !== undefined;
  });
  if (expired) ctx.platform.metrics.swept.inc({ what: 'expired-package' });
}
