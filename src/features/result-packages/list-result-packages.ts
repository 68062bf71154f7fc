import type { WorkspaceContext } from '../../platform/context.ts';
import { describeList } from '../../platform/db/describe-list.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { packageList } from './queries.ts';

/** One page of the workspace's packages as JSON text, with its `Link` header. */
export const listResultPackages = (ctx: WorkspaceContext, query: object): Promise<ListPage> => list(ctx, packageList, query);

/** What may be asked of the list of result packages. */
export const describeResultPackages = (ctx: WorkspaceContext) => describeList(ctx, packageList, ['GET', 'POST', 'OPTIONS']);
