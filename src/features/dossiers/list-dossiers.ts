import type { WorkspaceContext } from '../../platform/context.ts';
import { describeList } from '../../platform/db/describe-list.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { dossierList } from './queries.ts';

/** One page of the workspace's dossiers as JSON text, with its `Link` header. Trashed ones only when `status` asks for them. */
export const listDossiers = (ctx: WorkspaceContext, query: object): Promise<ListPage> => list(ctx, dossierList, query, ['status' in query]);

/** What may be asked of the list of dossiers. */
export const describeDossiers = (ctx: WorkspaceContext) => describeList(ctx, dossierList, ['GET', 'POST', 'OPTIONS']);
