import type { Tx } from '../db/database.ts';
import type { FactDefinition, JobDefinition, JobPayload } from './define-job.ts';

/** Jobs and facts, sent inside the caller's transaction: they exist exactly when it commits. */
export interface Queue {
  /** `id` makes it idempotent: the same id twice is one job. False when it was there already. Not started before `startAfter`. */
  enqueue<P extends JobPayload>(tx: Tx, job: JobDefinition<P>, payload: P, id?: string, startAfter?: Date): Promise<boolean>;
  /** One job for each subscribed queue. `id` as above. */
  publish<P extends JobPayload>(tx: Tx, fact: FactDefinition<P>, payload: P, id: string): Promise<void>;
  close(): Promise<void>;
}
