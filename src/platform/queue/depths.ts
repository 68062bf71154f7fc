import type { Database } from '../db/database.ts';
import { DEAD_QUEUE, JOBS_SCHEMA } from './schema.ts';

/** `delayed`: not to be started yet; `retrying`: an attempt failed, another will follow; `dead`: none will. */
export type QueueState = 'waiting' | 'delayed' | 'retrying' | 'active' | 'dead';

/** Jobs of one queue in one state. */
export interface QueueDepth {
  readonly queue: string;
  readonly state: QueueState;
  /** Counted up to MOST_COUNTED. */
  readonly jobs: number;
  /** Seconds since the oldest got into this state; null for delayed ones. */
  readonly oldestSeconds: number | null;
}

/** No count goes further than this, so that a look at a backlog of millions costs no more than at this many. */
export const MOST_COUNTED = 10_000;

// Each part reads one partial index of pg-boss: job_i11 holds what waits (its start_after is compared inside the index, and its order is
// this one), job_i7 what is active. Jobs of the dead letter queue name the queue they came from.
/** One query for all queues; a test holds its plan to the indexes. */
export const DEPTHS = {
  name: 'queue-depths',
  text: `
    with due as (
      select q.name as queue, j.state::text as state, j.since
        from ${JOBS_SCHEMA}.queue q cross join lateral (
          select state, greatest(created_on, start_after) as since from ${JOBS_SCHEMA}.job
           where name = q.name and state < 'active' and not blocked and start_after <= now()
           order by priority desc, created_on limit ${MOST_COUNTED}) j
       where q.name <> '${DEAD_QUEUE}'
    ), later as (
      select q.name as queue, j.state::text as state
        from ${JOBS_SCHEMA}.queue q cross join lateral (
          select state from ${JOBS_SCHEMA}.job
           where name = q.name and state < 'active' and not blocked and start_after > now() limit ${MOST_COUNTED}) j
       where q.name <> '${DEAD_QUEUE}'
    ), active as (
      select q.name as queue, j.started_on as since
        from ${JOBS_SCHEMA}.queue q cross join lateral (
          select started_on from ${JOBS_SCHEMA}.job
           where name = q.name and state = 'active' and group_id is not null limit ${MOST_COUNTED}) j
    ), dead as (
      select coalesce(source_name, '${DEAD_QUEUE}') as queue, created_on as since from ${JOBS_SCHEMA}.job
       where name = '${DEAD_QUEUE}' and state < 'active' and not blocked order by priority desc, created_on limit ${MOST_COUNTED}
    ), found as (
      select queue, case state when 'retry' then 'retrying' else 'waiting' end as state, since from due
      union all select queue, case state when 'retry' then 'retrying' else 'delayed' end, null from later
      union all select queue, 'active', since from active
      union all select queue, 'dead', since from dead
    )
    select queue, state, count(*)::integer as jobs,
           case when min(since) is not null then greatest(extract(epoch from now() - min(since)), 0)::float8 end as "oldestSeconds"
      from found group by queue, state
    union all select name, '', 0, null from ${JOBS_SCHEMA}.queue where name <> '${DEAD_QUEUE}'`,
};

const STATES: readonly QueueState[] = ['waiting', 'delayed', 'retrying', 'active', 'dead'];

/** Every queue in every state, empty ones included. Rejects when the database cannot answer. */
export async function readDepths(db: Database): Promise<readonly QueueDepth[]> {
  const { rows } = await db.app.query<Omit<QueueDepth, 'state'> & { readonly state: string }>(DEPTHS);
  const queues = [...new Set(rows.map(({ queue }) => queue))].toSorted();
  return queues.flatMap((queue) =>
    STATES.map((state) => {
      const found = rows.find((row) => row.queue === queue && row.state === state);
      return { queue, state, jobs: found?.jobs ?? 0, oldestSeconds: found?.oldestSeconds ?? null };
    }),
  );
}
