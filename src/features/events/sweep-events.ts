import { asSystem } from '../../platform/db/doors.ts';
import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { sweepEvents } from './queries.ts';

const BATCH = 1000;
/** An event is as old as its transaction, which may have run for a while before anybody could be told. */
const SPARE_HOURS = 1;

/** Takes events away that were kept long enough, of all workspaces. */
export const oldEvents: Sweep = {
  name: 'events',
  pauseSeconds: 60,
  step: async ({ platform, signal }) => {
    const hours = platform.settings.eventRetentionHours + SPARE_HOURS;
    let swept = 0;
    for (let came = BATCH; came === BATCH && !signal.aborted; swept += came)
      came = (await asSystem(platform.db, 'sweep-events', (tx) => tx.query(sweepEvents, [hours, BATCH]))).length;
    return { place: '', swept: { event: swept } };
  },
};
