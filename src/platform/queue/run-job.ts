import type { Job, PgBoss } from 'pg-boss';
import { Problem } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { JobContext, Platform } from '../context.ts';
import { WorkspaceSuspended } from '../db/entry.ts';
import type { JobOutcome } from '../metrics/job-metrics.ts';
import { within } from './boss.ts';
import type { JobPayload } from './define-job.ts';
import { type Claim, type JobHandler, PutOff } from './handle.ts';
import { readOrigin } from './origin.ts';
import { JOBS_SCHEMA, WAKE_CHANNEL } from './schema.ts';
import { GAVE_UP } from './workspace-jobs.ts';

const TOUCH_MS = 4000;
/** How long a job of a suspended workspace waits before it looks again. */
const SUSPENDED_SECONDS = 60;

export type FetchedJob = Job<JobPayload>;

/** What one worker process shares between its jobs. */
export interface Worker {
  readonly platform: Platform;
  readonly boss: PgBoss;
  readonly log: Log;
  /** Aborts when running jobs must give themselves back. */
  readonly stop: AbortSignal;
}

/**
 * One attempt of one job, from claim to settled, retried, given back or given up. Never rejects.
 * Every settling statement names id and attempt, so a worker that lost its job cannot end another's attempt.
 */
export async function runJob(worker: Worker, handler: JobHandler, job: FetchedJob): Promise<void> {
  const lost = new AbortController();
  const { workspaceId } = job.data;
  const origin = readOrigin(job.data);
  const log = withFields(worker.log, {
    queue: job.name,
    jobId: job.id,
    workspaceId,
    attempt: job.retryCount + 1,
    requestId: origin?.requestId,
    traceId: origin?.traceId,
  });
  const signal = AbortSignal.any([lost.signal, worker.stop]);
  const ctx: JobContext = { platform: worker.platform, workspaceId, jobId: job.id, origin, signal, log };
  const attempt = new Attempt(worker.boss, handler, job);
  const heartbeat = setInterval(() => void beat(attempt, lost), TOUCH_MS);
  const ended = worker.platform.metrics.jobs.begun(job.name);
  let outcome: JobOutcome = 'lost';
  try {
    outcome = await work(attempt, ctx, log).catch((cause: unknown) => afterFailure(worker, attempt, ctx, lost.signal, cause));
  } catch (error) {
    log.error({ err: error }, 'job: its end could not be recorded; it will be taken over when its heartbeat runs out');
  } finally {
    clearInterval(heartbeat);
    ended(outcome);
  }
}

async function work(attempt: Attempt, ctx: JobContext, log: Log): Promise<JobOutcome> {
  if (attempt.usedUp) {
    await attempt.giveUp(ctx, new Error(await attempt.lastWords()));
    return 'given-up';
  }
  await attempt.handler.run(ctx, attempt.job.data, attempt.claim);
  if (attempt.settled || (await attempt.complete())) return 'done';
  log.warn({}, 'job: finished after another worker had taken it over');
  return 'lost';
}

async function beat(attempt: Attempt, lost: AbortController): Promise<void> {
  try {
    if (!(await attempt.touch()) && !attempt.settled) lost.abort(new Error('Another worker has taken this job over.'));
  } catch {
    // the database is away: should it stay so, settling will find out whether the job is still ours
  }
}

async function afterFailure(worker: Worker, attempt: Attempt, ctx: JobContext, lost: AbortSignal, cause: unknown): Promise<JobOutcome> {
  attempt.settled = false; // what was settled in a transaction that failed is not settled
  if (lost.aborted || cause instanceof JobLost) {
    ctx.log.warn({}, 'job: lost to another worker');
    return 'lost';
  }
  if (worker.stop.aborted) {
    await attempt.release();
    ctx.log.info({}, 'job: given back, the worker stops');
    return 'given-back';
  }
  if (cause instanceof Problem && cause.code === 'workspace-forbidden') {
    await attempt.complete();
    ctx.log.info({}, 'job: dropped, its workspace is closed');
    return 'dropped';
  }
  if (cause instanceof WorkspaceSuspended) {
    await attempt.release(SUSPENDED_SECONDS);
    ctx.log.info({}, 'job: put off, its workspace is suspended');
    return 'put-off';
  }
  if (cause instanceof PutOff) {
    await attempt.release(cause.afterSeconds);
    ctx.log.info({ why: cause.message }, 'job: put off');
    return 'put-off';
  }
  const { lastAttempt } = attempt.claim;
  ctx.log.error({ err: cause, lastAttempt }, 'job: attempt failed');
  if (lastAttempt && attempt.handler.giveUp) {
    await attempt.giveUp(ctx, cause);
    return 'given-up';
  }
  await attempt.fail(cause);
  return 'failed';
}

/** The job was taken over: nothing of this attempt may count. */
class JobLost extends Error {
  constructor(job: FetchedJob) {
    super(`Job ${job.id} of ${job.name} belongs to another worker now.`);
    this.name = 'JobLost';
  }
}

/** One claim of one job, and the statements that end it. Each tells whether the job was still ours. */
class Attempt {
  readonly handler: JobHandler;
  readonly job: FetchedJob;
  readonly claim: Claim;
  settled = false;
  #givingUp = false;
  readonly #boss: PgBoss;

  constructor(boss: PgBoss, handler: JobHandler, job: FetchedJob) {
    this.#boss = boss;
    this.handler = handler;
    this.job = job;
    this.claim = {
      attempt: job.retryCount + 1,
      lastAttempt: job.retryCount >= handler.retryLimit,
      settle: async (tx) => {
        const output = this.#givingUp ? GAVE_UP : null;
        if (affected(await boss.complete(job.name, job, output, { db: within(tx) })) === 0) throw new JobLost(job);
        this.settled = true;
      },
    };
  }

  get usedUp(): boolean {
    return this.job.retryCount > this.handler.retryLimit;
  }

  async complete(): Promise<boolean> {
    return affected(await this.#boss.complete(this.job.name, this.job, this.#givingUp ? GAVE_UP : null)) > 0;
  }

  async touch(): Promise<boolean> {
    return affected(await this.#boss.touch(this.job.name, this.job)) > 0;
  }

  /** Why the attempt before this one failed, as the row has it. */
  async lastWords(): Promise<string> {
    const text = `select coalesce(output ->> 'message', output -> 'value' ->> 'message') as said from ${JOBS_SCHEMA}.job where name = $1 and id = $2`;
    const { rows } = await this.#boss.getDb().executeSql(text, [this.job.name, this.job.id]);
    return (rows as { said: string | null }[])[0]?.said ?? 'all attempts are used up';
  }

  async fail(cause: unknown): Promise<void> {
    await this.#boss.fail(this.job.name, this.job, { message: cause instanceof Error ? cause.message : String(cause) });
  }

  /** Says it in the room's own words; a job that nobody speaks for goes to the dead letter queue. */
  async giveUp(ctx: JobContext, cause: unknown): Promise<void> {
    if (!this.handler.giveUp) return this.fail(cause);
    this.#givingUp = true;
    await this.handler.giveUp(ctx, this.job.data, this.claim);
    if (!this.settled) await this.complete();
  }

  /** Back into the queue as it was, now or later, without costing an attempt: pg-boss can only fail or cancel. */
  async release(afterSeconds = 0): Promise<void> {
    const { name, id, retryCount } = this.job;
    await this.#boss.getDb().executeSql(
      `with given as (
         update ${JOBS_SCHEMA}.job set state = 'created', started_on = null, heartbeat_on = null, start_after = now() + make_interval(secs => $5),
                keep_until = now() + make_interval(secs => $5) + (keep_until - start_after)
          where name = $1 and id = $2 and state = 'active' and retry_count = $3 returning name)
       select pg_notify($4, name) from given`,
      [name, id, retryCount, WAKE_CHANNEL, afterSeconds],
    );
  }
}

/** Gives a job back that was fetched but must not be started any more. */
export const giveBack = (worker: Worker, handler: JobHandler, job: FetchedJob): Promise<void> =>
  new Attempt(worker.boss, handler, job).release();

/** pg-boss 12.35 declares its answer empty. */
const affected = (answer: object): number => ('affected' in answer ? Number(answer.affected) : 0);

function withFields(log: Log, fields: object): Log {
  return {
    debug: (more, message) => log.debug({ ...fields, ...more }, message),
    info: (more, message) => log.info({ ...fields, ...more }, message),
    warn: (more, message) => log.warn({ ...fields, ...more }, message),
    error: (more, message) => log.error({ ...fields, ...more }, message),
  };
}
