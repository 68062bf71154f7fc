import type { Sweep } from '../sweeps/sweep.ts';
import { asSystem } from './doors.ts';

const BATCH = 1000;

// the outer condition is asked again of a row that was taken over or renewed meanwhile
const PURGE = {
  name: 'idempotency.purge',
  text: `with gone as (
           delete from app.idempotency_keys
           where expires_at <= now() and (workspace_id, key_hash) in (
             select workspace_id, key_hash from app.idempotency_keys where expires_at <= now() order by expires_at limit $1)
           returning workspace_id)
         select count(*)::int as count from gone`,
};

/** Removes answers that are kept no longer, and claims of uploads whose process died and whose caller never came again. */
export const idempotencyKeys: Sweep = {
  name: 'idempotency-keys',
  pauseSeconds: 60,
  step: async ({ platform: { db }, signal }) => {
    let swept = 0;
    for (let count = BATCH; count === BATCH && !signal.aborted; swept += count) {
      const row = await asSystem(db, 'sweep-idempotency-keys', (tx) => tx.one<{ count: number }>(PURGE, [BATCH]));
      count = row?.count ?? 0;
    }
    return { place: '', swept: { 'idempotency-key': swept } };
  },
};
