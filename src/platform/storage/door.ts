import type { JobContext, WorkspaceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { inJob, inWorkspace } from '../db/doors.ts';

/** Who writes objects: a caller in a workspace, or a job at work in one. */
export type Door = WorkspaceContext | JobContext;

/** One write transaction through the caller's own door. */
export const through = <T>(door: Door, verb: (tx: Tx) => Promise<T>): Promise<T> =>
  'jobId' in door ? inJob(door, verb) : inWorkspace(door, verb);
