import type { WorkspaceContext } from '../../platform/context.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { dossierTemplateList } from './queries.ts';

/** One page of the workspace's dossier templates as JSON text, with its `Link` header. */
export const listDossierTemplates = (ctx: WorkspaceContext, query: object): Promise<ListPage> => list(ctx, dossierTemplateList, query);
