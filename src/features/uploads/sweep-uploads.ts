import { asSystem } from '../../platform/db/doors.ts';
import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { expireDue, forgetEnded } from './queries.ts';

const BATCH = 100;
/** How long an ended upload can be asked for. */
const KEPT_DAYS = 7;

/**
 * Ends uploads that nobody went on with until they expired, and forgets those that ended long ago. What they have in the store is
 * condemned in the same transaction: the sweeper of objects takes it away.
 */
export const expiredUploads: Sweep = {
  name: 'uploads',
  pauseSeconds: 30,
  step: async ({ platform: { db } }) => {
    const row = await asSystem(db, 'sweep-uploads', (tx) => tx.one<{ n: number }>(expireDue, [BATCH]));
    await asSystem(db, 'sweep-uploads', (tx) => tx.query(forgetEnded, [KEPT_DAYS]));
    return { place: '', swept: { upload: row?.n ?? 0 } };
  },
};
