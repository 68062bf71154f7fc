import { PgBoss } from 'pg-boss';
import {
  type AnyFact,
  type AnyJob,
  DEAD_QUEUE,
  expireSecondsOf,
  factsWithoutQueue,
  HEARTBEAT_SECONDS,
  JOBS_SCHEMA,
  retryLimitOf,
} from './schema.ts';
import { DEFINE_WORKSPACE_JOBS } from './workspace-jobs.ts';

const APP_ROLE = 'tabularium_app';
const DAY = 86_400;
/** What waits is work owed, however long its workspace is suspended: it must not be cleared away like a cache. */
const RETENTION_SECONDS = 3650 * DAY;

/**
 * As owner: the job schema, one queue for each job, one subscription for each fact it waits for, the view of a workspace's jobs,
 * and the app role's grants.
 * May run again and again; options that changed are brought up to date and subscriptions nobody wants any more go.
 * Rejects, before anything is changed, when a fact has no queue.
 */
export async function migrateQueue(ownerUrl: string, jobs: readonly AnyJob[], facts: readonly AnyFact[]): Promise<void> {
  const unheard = factsWithoutQueue(facts, jobs);
  if (unheard.length > 0) throw new Error(`No job subscribes to: ${unheard.join(', ')}.`);

  const boss = new PgBoss({ connectionString: ownerUrl, schema: JOBS_SCHEMA, max: 2, supervise: false, schedule: false, reindex: false });
  const failures: unknown[] = [];
  boss.on('error', (cause) => failures.push(cause));
  try {
    await boss.start();
    await defineQueues(boss, jobs);
    await defineSubscriptions(boss, jobs);
    await defineViewAndRights(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failures.length > 0) throw new AggregateError(failures, 'The job schema could not be migrated.');
}

async function defineQueues(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  if (!known.has(DEAD_QUEUE)) await boss.createQueue(DEAD_QUEUE, { retentionSeconds: 30 * DAY });
  for (const job of jobs) {
    const options = {
      // one more than the job's own: the last claim only records that all attempts are used up (run-job.ts)
      retryLimit: retryLimitOf(job) + 1,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 300,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: expireSecondsOf(job),
      deadLetter: DEAD_QUEUE,
      retentionSeconds: RETENTION_SECONDS,
      deleteAfterSeconds: DAY,
    };
    if (known.has(job.queue)) await boss.updateQueue(job.queue, options);
    else await boss.createQueue(job.queue, options);
  }
}

async function defineSubscriptions(boss: PgBoss, jobs: readonly AnyJob[]): Promise<void> {
  const wanted = jobs.flatMap((job) => (job.on ? [{ event: job.on.fact, name: job.queue }] : []));
  for (const { event, name } of wanted) await boss.subscribe(event, name);
  const found = await boss.getDb().executeSql(`select event, name from ${JOBS_SCHEMA}.subscription`);
  for (const { event, name } of found.rows as { event: string; name: string }[]) {
    if (!wanted.some((w) => w.event === event && w.name === name)) await boss.unsubscribe(event, name);
  }
}

/** The app role works jobs but cannot change what a queue is made of. In one transaction: running servers never miss the view. */
async function defineViewAndRights(boss: PgBoss): Promise<void> {
  await boss.getDb().executeSql(`
    ${DEFINE_WORKSPACE_JOBS}
    grant usage on schema ${JOBS_SCHEMA} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to ${APP_ROLE};
    grant execute on all functions in schema ${JOBS_SCHEMA} to ${APP_ROLE};
  `);
}
