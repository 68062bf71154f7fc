import type { FactDefinition, JobDefinition, JobPayload } from './define-job.ts';

/** Where pg-boss keeps its tables; made by migrate.ts, used by everybody else as it is. */
export const JOBS_SCHEMA = 'jobs';

/** NOTIFY channel of new jobs; the payload is a queue name, or `*` for several. */
export const WAKE_CHANNEL = 'tabularium_jobs';
export const WAKE_ALL = '*';

/** Jobs that used up their attempts, of all queues, until an operator looks at them. */
export const DEAD_QUEUE = 'dead';

/** A worker that is not heard of for so long has lost its job; pg-boss allows no shorter time. */
export const HEARTBEAT_SECONDS = 10;

const RETRY_LIMIT = 8; // with backoff two to four minutes: an outage of the store or a restart is shorter
const EXPIRE_SECONDS = 3600;

/** A job as the queue sees it: all but the type of its payload. */
export type AnyJob = Omit<JobDefinition<JobPayload>, 'payload' | 'on'> & { readonly on?: AnyFact };
export type AnyFact = Pick<FactDefinition<JobPayload>, 'fact'>;

/** How often a job is tried again after its first attempt. */
export const retryLimitOf = (job: AnyJob): number => job.retryLimit ?? RETRY_LIMIT;

/** Seconds after which an attempt counts as lost although its worker is still heard of. */
export const expireSecondsOf = (job: AnyJob): number => job.expireInSeconds ?? EXPIRE_SECONDS;

/** Names of the facts that no job subscribes to: published, they would be lost without a word. */
export function factsWithoutQueue(facts: readonly AnyFact[], jobs: readonly AnyJob[]): readonly string[] {
  const heard = new Set(jobs.flatMap((job) => (job.on ? [job.on.fact] : [])));
  return facts.map(({ fact }) => fact).filter((fact) => !heard.has(fact));
}
