import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { dossierExists, dossierFileList, fileById, fileList, fileVersionList } from './queries.ts';

/** One page of the workspace's files as JSON text, those of trashed dossiers left out. */
export const listFiles = (ctx: WorkspaceContext, query: object): Promise<ListPage> => list(ctx, fileList, query);

/** One page of a dossier's files. Throws `not-found` for an unknown dossier, which only an empty page makes worth asking. */
export async function listDossierFiles(ctx: WorkspaceContext, dossierId: string, query: object): Promise<ListPage> {
  const page = await list(ctx, dossierFileList, query, [dossierId]);
  if (isEmpty(page) && (await read(ctx, dossierExists, [dossierId])).length === 0) throw notFound('dossier');
  return page;
}

/** One page of a file's versions. Throws `not-found` as above. */
export async function listFileVersions(ctx: WorkspaceContext, fileId: string, query: object): Promise<ListPage> {
  const page = await list(ctx, fileVersionList, query, [fileId]);
  if (isEmpty(page) && (await read(ctx, fileById, [fileId])).length === 0) throw notFound('file');
  return page;
}

const isEmpty = ({ body }: ListPage): boolean => body.endsWith('"results":[]}');
