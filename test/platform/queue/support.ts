import pg from 'pg';
import { z } from 'zod';
import { newId } from '../../../src/core/ids.ts';
import type { Log } from '../../../src/core/log.ts';
import type { Platform } from '../../../src/platform/context.ts';
import type { Statement, Tx } from '../../../src/platform/db/database.ts';
import { createMetrics, type Metrics } from '../../../src/platform/metrics.ts';
import { openQueue } from '../../../src/platform/queue/boss.ts';
import { defineJob, type FactDefinition, type JobDefinition } from '../../../src/platform/queue/define-job.ts';
import type { JobHandler } from '../../../src/platform/queue/handle.ts';
import { migrateQueue } from '../../../src/platform/queue/migrate-queue.ts';
import type { Queue } from '../../../src/platform/queue/queue.ts';
import { startWorking, type Working } from '../../../src/platform/queue/work.ts';
import { createDatabase } from '../../support/database.ts';

const payload = z.object({ workspaceId: z.uuid(), n: z.number() });
export type Payload = z.infer<typeof payload>;

export const job = (queue: string, more: Partial<JobDefinition<Payload>> = {}): JobDefinition<Payload> =>
  defineJob({ queue, payload, concurrency: 1, perWorkspace: 1, retryLimit: 2, ...more });

export const fact = (name: string): FactDefinition<Payload> => ({ fact: name, payload });

/** A job schema of its own in a fresh database, with what a test needs to send, work and look. */
export interface Bench {
  readonly queue: Queue;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly log: LogLines;
  readonly metrics: Metrics;
  /** A transaction of the app's role; rolled back when the verb throws. */
  transaction<T>(workspaceId: string, verb: (tx: Tx) => Promise<T>): Promise<T>;
  work(handlers: readonly JobHandler[], options?: { readonly graceSeconds?: number; readonly queue?: Queue }): Promise<Working>;
  jobs(queue: string): Promise<{ id: string; state: string; retryCount: number; data: Payload }[]>;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openBench(jobs: readonly JobDefinition<Payload>[], facts: readonly FactDefinition<Payload>[] = []): Promise<Bench> {
  const database = await createDatabase({ migrated: false });
  const [ownerUrl, appUrl] = [database.url('tabularium_owner'), database.url('tabularium_app')];
  await migrateQueue(ownerUrl, jobs, facts);
  const app = new pg.Pool({ connectionString: appUrl, max: 5 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  const log = new LogLines();
  const metrics = createMetrics();
  const queue = await openQueue({ databaseUrl: appUrl, log });
  const workers: Working[] = [];
  return {
    queue,
    ownerUrl,
    appUrl,
    log,
    metrics,
    transaction: (workspaceId, verb) => transaction(app, workspaceId, verb),
    async work(handlers, { graceSeconds = 5, queue: own = queue } = {}) {
      // the loop reads nothing of the platform but these
      const working = await startWorking({ queue: own, metrics } as Platform, handlers, { log, graceSeconds });
      workers.push(working);
      return working;
    },
    async jobs(name) {
      const { rows } = await owner.query(
        'select id, state::text, retry_count as "retryCount", data from jobs.job where name = $1 order by created_on, id',
        [name],
      );
      return rows;
    },
    sql: async (text, values = []) => (await owner.query(text, values)).rows,
    async close() {
      await Promise.all(workers.map((w) => w.stop()));
      await queue.close();
      await Promise.all([app.end(), owner.end()]);
      await database.drop();
    },
  };
}

async function transaction<T>(pool: pg.Pool, workspaceId: string, verb: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const query = async <Row extends object>(statement: Statement | string, values: readonly unknown[] = []): Promise<Row[]> => {
    const { rows } = await client.query<Row>(typeof statement === 'string' ? statement : statement.text, [...values]);
    return rows;
  };
  const tx = {
    workspaceId,
    role: 'OWNER',
    query,
    one: async (s: Statement | string, v: readonly unknown[] = []) => (await query(s, v))[0],
  } as Tx;
  try {
    await client.query('begin');
    const result = await verb(tx);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Keeps what was logged. */
export class LogLines implements Log {
  readonly lines: { level: string; message: string; fields: object }[] = [];
  debug(fields: object, message: string): void {
    this.lines.push({ level: 'debug', message, fields });
  }
  info(fields: object, message: string): void {
    this.lines.push({ level: 'info', message, fields });
  }
  warn(fields: object, message: string): void {
    this.lines.push({ level: 'warn', message, fields });
  }
  error(fields: object, message: string): void {
    this.lines.push({ level: 'error', message, fields });
  }
}

/** Waits for something another process or timer brings about; fails loudly when it never comes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const workspace = (): string => newId();
