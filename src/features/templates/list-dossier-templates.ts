import type { WorkspaceContext } from '../../platform/context.ts';
import { describeList } from '../../platform/db/describe-list.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { dossierTemplateList } from './queries.ts';

/** One page of the workspace's dossier templates as JSON text, with its `Link` header. */
export const listDossierTemplates = (ctx: WorkspaceContext, query: object): Promise<ListPage> => list(ctx, dossierTemplateList, query);

/** What may be asked of the list of dossier templates. */
export const describeDossierTemplates = (ctx: WorkspaceContext) => describeList(ctx, dossierTemplateList, ['GET', 'OPTIONS']);
