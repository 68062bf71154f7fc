import { asSystem } from '../../platform/db/doors.ts';
import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { purgePackages } from './queries.ts';

const BATCH = 500;
/** How long a package that expired, failed or was cancelled can still be looked at. */
const KEEP_HOURS = 30 * 24;

/** Removes the rows of packages that were deleted, or ended long ago; their bytes went before. */
export const packageRows: Sweep = {
  name: 'result-packages',
  pauseSeconds: 60,
  step: async ({ platform: { db, settings } }) => {
    const values = [settings.trashHours, KEEP_HOURS, BATCH];
    const row = await asSystem(db, 'purge-packages', (tx) => tx.one<{ purged: number }>(purgePackages, values));
    return { place: '', swept: { 'result-package': row?.purged ?? 0 } };
  },
};
