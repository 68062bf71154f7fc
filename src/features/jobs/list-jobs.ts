import type { WorkspaceContext } from '../../platform/context.ts';
import { describeList } from '../../platform/db/describe-list.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { jobList } from './queries.ts';

/** One page of the workspace's jobs as JSON text, with its `Link` header: those to be done, and of a day those that are over. */
export const listJobs = (ctx: WorkspaceContext, query: object): Promise<ListPage> => list(ctx, jobList, query);

/** What may be asked of the list of jobs. */
export const describeJobs = (ctx: WorkspaceContext) => describeList(ctx, jobList, ['GET', 'OPTIONS']);
