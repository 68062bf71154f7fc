import { PgBoss, type RedriveOptions } from 'pg-boss';
import { DEAD_QUEUE, JOBS_SCHEMA, WAKE_ALL, WAKE_CHANNEL } from './schema.ts';

/** A job that used up its attempts. */
export interface DeadJob {
  /** The one it has had from the beginning, as `GET /jobs` shows it. */
  readonly id: string;
  readonly queue: string;
  readonly workspaceId: string;
  readonly attempts: number;
  readonly diedAt: Date;
  /** What the last attempt threw. For operators: it may name anything. */
  readonly error: string;
}

/** What became of an attempt to put a job back. */
export type Redriven = 'put back' | 'not dead any more' | 'unknown';

const DEAD = `select coalesce(source_root_id, source_id) as id, id as "rowId", source_name as queue, group_id as "workspaceId",
    source_retry_count as attempts, created_on as "diedAt",
    coalesce(source_output ->> 'message', source_output -> 'value' ->> 'message', 'unknown') as error
  from ${JOBS_SCHEMA}.job where name = '${DEAD_QUEUE}' and state < 'active'`;

/** The dead jobs of all workspaces, the oldest death first. */
export const listDeadJobs = (ownerUrl: string): Promise<readonly DeadJob[]> =>
  asOwner(ownerUrl, async (boss) => (await boss.getDb().executeSql(`${DEAD} order by created_on, id`)).rows as DeadJob[]);

/** Puts one dead job back into its queue, with all its attempts; however often it is asked for, it is put back once a death. */
export const redriveJob = (ownerUrl: string, id: string): Promise<Redriven> =>
  asOwner(ownerUrl, async (boss) => {
    const { rows } = await boss.getDb().executeSql(`${DEAD} and coalesce(source_root_id, source_id) = $1`, [id]);
    const ids = (rows as { rowId: string }[]).map(({ rowId }) => rowId);
    if (ids.length > 0 && (await redrive(boss, { ids })) > 0) return 'put back';
    const known = await boss.getDb().executeSql(`select from ${JOBS_SCHEMA}.job where id = $1 or source_root_id = $1 limit 1`, [id]);
    return known.rows.length > 0 ? 'not dead any more' : 'unknown';
  });

/** Puts all dead jobs of one queue back. Returns how many. */
export const redriveQueue = (ownerUrl: string, queue: string): Promise<number> =>
  asOwner(ownerUrl, async (boss) => {
    const createdBefore = new Date(); // what dies again meanwhile stays dead
    let moved = 0;
    for (;;) {
      const some = await redrive(boss, { sourceName: queue, createdBefore });
      moved += some;
      if (some === 0) return moved;
    }
  });

async function redrive(boss: PgBoss, which: RedriveOptions): Promise<number> {
  const moved = await boss.redrive(DEAD_QUEUE, which);
  await boss.getDb().executeSql('select pg_notify($1, $2)', [WAKE_CHANNEL, WAKE_ALL]);
  return moved;
}

async function asOwner<T>(ownerUrl: string, work: (boss: PgBoss) => Promise<T>): Promise<T> {
  const nothingInTheBackground = { migrate: false, supervise: false, schedule: false, reindex: false };
  const boss = new PgBoss({ connectionString: ownerUrl, schema: JOBS_SCHEMA, max: 1, ...nothingInTheBackground });
  boss.on('error', () => undefined); // what fails rejects its call as well
  try {
    await boss.start();
    return await work(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}
