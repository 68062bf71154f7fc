import type { Tx } from '../../platform/db/database.ts';
import { PutOff } from '../../platform/queue/handle.ts';
import { purgeFiles } from '../files/index.ts';
import { releaseFiles } from '../result-packages/index.ts';

const LOOK_AGAIN_SECONDS = 600;

/** Some bytes are still needed: for packages that are being made, or by somebody at work on them. */
export const stillNeeded = (): PutOff => new PutOff(LOOK_AGAIN_SECONDS, 'files in the trash are still needed');

/** Lets go of files and removes those that nothing holds. Returns how many went. */
export async function takeAway(tx: Tx, fileIds: readonly string[], trashHours: number): Promise<number> {
  await releaseFiles(tx, fileIds);
  return (await purgeFiles(tx, fileIds, trashHours)).length;
}
