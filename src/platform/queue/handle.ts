import type { JobContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import type { JobDefinition, JobPayload } from './define-job.ts';
import { type AnyJob, retryLimitOf } from './schema.ts';

/** One claim of a job, as its handler sees it. */
export interface Claim {
  /** Last in the handler's own transaction: ends the job when that commits. Throws when another worker has taken the job over. */
  settle(tx: Tx): Promise<void>;
  /** 1 for the first. */
  readonly attempt: number;
  /** No other attempt follows when this one throws. */
  readonly lastAttempt: boolean;
}

/** Thrown by a handler whose job cannot be done yet: it looks again after these seconds, and no attempt is lost. */
export class PutOff extends Error {
  readonly afterSeconds: number;

  constructor(afterSeconds: number, why: string) {
    super(why);
    this.name = 'PutOff';
    this.afterSeconds = afterSeconds;
  }
}

export type RunJob<P extends JobPayload> = (ctx: JobContext, payload: P, claim: Claim) => Promise<void>;

/** A job with the function that does it, its payload checked again on the way in. */
export interface JobHandler {
  readonly job: AnyJob;
  readonly retryLimit: number;
  readonly run: (ctx: JobContext, data: unknown, claim: Claim) => Promise<void>;
  readonly giveUp: ((ctx: JobContext, data: unknown, claim: Claim) => Promise<void>) | undefined;
}

/**
 * Binds a job to its handler. A handler that throws is tried again later; one that does not call `settle` is settled when it returns.
 * `giveUp` is for what must be said once no attempt is left: after the last one threw, and also when its worker died without a word.
 * Without it such a job goes to the dead letter queue.
 */
export function handle<P extends JobPayload>(job: JobDefinition<P>, run: RunJob<P>, giveUp?: RunJob<P>): JobHandler {
  return {
    job,
    retryLimit: retryLimitOf(job),
    run: async (ctx, data, claim) => run(ctx, job.payload.parse(data), claim),
    giveUp: giveUp && (async (ctx, data, claim) => giveUp(ctx, job.payload.parse(data), claim)),
  };
}
