import type pg from 'pg';
import { type ConnectionOptions, PgBoss, type SendOptions } from 'pg-boss';
import type { Log } from '../../core/log.ts';
import type { Tx } from '../db/database.ts';
import type { FactDefinition, JobDefinition, JobPayload } from './define-job.ts';
import { storedOrigin } from './origin.ts';
import type { Queue } from './queue.ts';
import { JOBS_SCHEMA, WAKE_ALL, WAKE_CHANNEL } from './schema.ts';

const POOL_SIZE = 4;
const UNUSED_INTERVAL_SECONDS = 3600;

interface QueueOptions {
  /** Of the role that sees only its workspace; the schema must be there already. */
  readonly databaseUrl: string;
  /** Told of errors outside any call, such as a lost connection. Default: a warning of the process. */
  readonly log?: Log;
}

/**
 * Opens the queue as the app's role. Nothing is migrated and nobody is supervised here: migrate.ts made the schema, workers supervise.
 * Rejects when the schema is missing or of another version.
 */
export async function openQueue({ databaseUrl, log }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: JOBS_SCHEMA,
    application_name: 'tabularium-queue',
    max: POOL_SIZE,
    migrate: false,
    supervise: false,
    monitorIntervalSeconds: 2,
    reindex: false, // needs the owner of the tables
    schedule: false,
    flowIntervalSeconds: UNUSED_INTERVAL_SECONDS,
  });
  boss.on('error', (cause) => {
    if (log) log.warn({ err: cause }, 'queue: background error');
    else process.emitWarning(cause);
  });
  try {
    await boss.start();
  } catch (cause) {
    await boss.stop({ graceful: false });
    throw new Error('The job schema is missing or of another version: run the migration first.', { cause });
  }
  return new BossQueue(boss);
}

type SendMore = Pick<SendOptions, 'id' | 'startAfter'>;

class BossQueue implements Queue {
  readonly boss: PgBoss;

  constructor(boss: PgBoss) {
    this.boss = boss;
  }

  async enqueue<P extends JobPayload>(tx: Tx, job: JobDefinition<P>, payload: P, id?: string, startAfter?: Date): Promise<boolean> {
    const made = await this.#send(tx, job.queue, job.payload.parse(payload), {
      ...(id !== undefined && { id }),
      ...(startAfter && { startAfter }),
    });
    if (made && startAfter === undefined) await wake(tx, job.queue);
    return made;
  }

  async publish<P extends JobPayload>(tx: Tx, { fact, payload: schema }: FactDefinition<P>, payload: P, id: string): Promise<void> {
    const checked = schema.parse(payload);
    // pg-boss would read the subscriptions outside the transaction and drop a fact without any
    const queues = await tx.query<{ name: string }>(`select name from ${JOBS_SCHEMA}.subscription where event = $1 order by name`, [fact]);
    if (queues.length === 0) throw new Error(`No queue subscribes to the fact ${fact}: run the migration.`);
    for (const { name } of queues) await this.#send(tx, name, checked, { id });
    await wake(tx, WAKE_ALL);
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false });
  }

  async #send(tx: Tx, queue: string, payload: JobPayload, more: SendMore): Promise<boolean> {
    if (payload.workspaceId !== tx.workspaceId) throw new Error(`A job of ${queue} was sent for another workspace than the transaction's.`);
    const sent = await this.boss.send(
      queue,
      { ...payload, ...storedOrigin(tx.origin) },
      { db: within(tx), group: { id: payload.workspaceId }, ...more },
    );
    return sent !== null;
  }
}

/** Runs pg-boss's statements inside a transaction of ours. */
export const within = (tx: Tx): NonNullable<ConnectionOptions['db']> => ({
  executeSql: async (text, values) => ({ rows: await tx.query(text, values) }),
});

/** Sent at commit, to workers that listen; a lost one costs at most the loop's backstop. */
const wake = (tx: Tx, what: string): Promise<unknown> => tx.query('select pg_notify($1, $2)', [WAKE_CHANNEL, what]);

/** The connections of a queue; undefined before it is opened. */
export function poolOf(queue: Queue): pg.Pool | undefined {
  // pg-boss shows its own adapter by what an adapter must have; this one keeps a pool
  return (bossOf(queue).getDb() as { readonly pool?: pg.Pool }).pool;
}

/** pg-boss behind a queue that openQueue made: for the worker's loop only. */
export function bossOf(queue: Queue): PgBoss {
  if (queue instanceof BossQueue) return queue.boss;
  throw new TypeError('This queue was not opened by openQueue.');
}
