import { newId } from '../../core/ids.ts';
import type { Tx } from '../../platform/db/database.ts';
import { countUsage, isCounted, lockLicense } from './queries.ts';

/** One analysed file version. */
export interface Usage {
  readonly fileId: string;
  readonly version: number;
  readonly dossierId: string;
  /** Who uploaded it. */
  readonly userId: string;
  readonly pages: number;
  readonly bytes: number;
}

/** OVER_CAPACITY also when the license has not begun or has ended. */
export type UsageOutcome = 'COUNTED' | 'ALREADY_COUNTED' | 'OVER_CAPACITY';

/**
 * Step: counts a file version once, in the caller's transaction, never above the capacity. The license row stays locked
 * until that transaction ends, so call this last in it: the workspace's other analyses wait here to finish.
 */
export async function recordUsage(tx: Tx, usage: Usage): Promise<UsageOutcome> {
  // the lock is a statement of its own: the next one then sees what all earlier transactions have counted
  await tx.query(lockLicense);
  const { fileId, version, dossierId, userId, pages, bytes } = usage;
  const counted = await tx.one(countUsage, [newId(), fileId, version, dossierId, userId, pages, bytes]);
  if (counted !== undefined) return 'COUNTED';
  return (await tx.one(isCounted, [fileId, version])) === undefined ? 'OVER_CAPACITY' : 'ALREADY_COUNTED';
}
