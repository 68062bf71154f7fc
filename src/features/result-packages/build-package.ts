import { newId } from '../../core/ids.ts';
import type { JobContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inJob } from '../../platform/db/doors.ts';
import type { Claim } from '../../platform/queue/handle.ts';
import { packageKey } from '../../platform/storage/keys.ts';
import type { ObjectFacts } from '../../platform/storage/objects.ts';
import { storeObject } from '../../platform/storage/store-object.ts';
import { recordEvent } from '../events/index.ts';
import { awaitSources } from './await-sources.ts';
import { expirePackageJob } from './contracts.ts';
import { FAILED_OFTEN, type PackageError, PackageWithdrawn, UnusableSource } from './errors.ts';
import { Progress } from './progress.ts';
import { deleteEntries, failPackage, finishBuilding, startBuilding } from './queries.ts';
import { zipEntries } from './zip-entries.ts';
import { zipStream } from './zip-stream.ts';

interface Payload {
  readonly workspaceId: string;
  readonly packageId: string;
}

const HOUR_MS = 3_600_000;

/**
 * Makes the zip of a package from its snapshot, from the store to the store at constant memory. Each attempt writes an object of its own;
 * the last transaction says which one counts and ends the job. A package that was deleted, before or meanwhile, ends it quietly, with
 * nothing left. Damaged bytes fail the package at once; anything else is thrown, for another attempt: also PutOff, while the bytes of one
 * of its files are still being checked.
 */
export async function buildPackage(ctx: JobContext, { packageId }: Payload, claim: Claim): Promise<void> {
  try {
    const wanted = await inJob(ctx, (tx) => begin(tx, packageId));
    if (wanted) await build(ctx, packageId, claim);
  } catch (error) {
    if (error instanceof PackageWithdrawn) ctx.log.info({ packageId }, 'result package: not wanted any more');
    else if (error instanceof UnusableSource) await fail(ctx, packageId, claim, error.says, error);
    else throw error;
  }
}

/** No attempt is left: the package says so. */
export const giveUpPackage = (ctx: JobContext, { packageId }: Payload, claim: Claim): Promise<void> =>
  fail(ctx, packageId, claim, FAILED_OFTEN);

/** False when nobody wants the package any more. */
async function begin(tx: Tx, packageId: string): Promise<boolean> {
  await awaitSources(tx, packageId);
  return (await tx.one(startBuilding, [packageId])) !== undefined;
}

async function build(ctx: JobContext, packageId: string, claim: Claim): Promise<void> {
  const key = packageKey(ctx.workspaceId, packageId, newId());
  const source = zipStream(zipEntries(ctx, packageId, new Progress(ctx, packageId)));
  try {
    await storeObject(ctx, key, source, (tx, facts) => finish(ctx, tx, packageId, key, facts, claim), { contentType: 'application/zip' });
  } finally {
    source.destroy();
  }
}

async function finish(ctx: JobContext, tx: Tx, packageId: string, key: string, facts: ObjectFacts, claim: Claim): Promise<void> {
  const { queue, settings, clock } = ctx.platform;
  const expiresAt = new Date(clock.now().getTime() + settings.packageExpiryHours * HOUR_MS);
  const made = await tx.one(finishBuilding, [packageId, key, facts.size, facts.sha256, facts.crc32c, facts.etag, expiresAt]);
  if (!made) throw new PackageWithdrawn();
  await recordEvent(tx, { type: 'result-package.ready', resultPackageId: packageId, status: 'READY' });
  await queue.enqueue(tx, expirePackageJob, { workspaceId: tx.workspaceId, packageId }, packageId, expiresAt);
  await claim.settle(tx);
}

async function fail(ctx: JobContext, packageId: string, claim: Claim, error: PackageError, cause?: Error): Promise<void> {
  ctx.log.error({ packageId, code: error.code, ...(cause && { err: cause }) }, 'result package: failed');
  await inJob(ctx, async (tx) => {
    const failed = await tx.one(failPackage, [packageId, JSON.stringify(error)]);
    const event = { type: 'result-package.failed', resultPackageId: packageId, status: 'FAILED', code: error.code } as const;
    if (failed) await recordEvent(tx, event);
    await tx.query(deleteEntries, [packageId]);
    await claim.settle(tx);
  });
}
