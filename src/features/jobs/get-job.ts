import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { type Patience, whenIdle } from '../../platform/patience.ts';
import { jobById } from './queries.ts';

const OVER = new Set(['COMPLETED', 'FAILED']);

/** A job as it is answered: JSON text and its entity tag. */
export interface JobItem {
  readonly etag: string;
  readonly body: string;
  /** Whether asking again is worth it. */
  readonly busy: boolean;
}

/** One job of the workspace. Throws `not-found`, also for one of another workspace, and as withFields. */
export async function getJob(ctx: WorkspaceContext, id: string, fields: FieldChoice = {}): Promise<JobItem> {
  const [body, status, attempt] = (await read(ctx, withFields(jobById, fields), [id]))[0] ?? [];
  if (!body || !status || !attempt) throw notFound('job');
  return { etag: etag(attempt, body), body, busy: !OVER.has(status) };
}

/** The same once the job is over, or patience is. */
export const awaitJob = (ctx: WorkspaceContext, id: string, fields: FieldChoice, patience: Patience): Promise<JobItem> =>
  whenIdle(patience, () => getJob(ctx, id, fields));
