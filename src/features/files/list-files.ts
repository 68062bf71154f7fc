import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { type ListPage, list } from '../../platform/db/list.ts';
import { dossierExists, dossierFileList, fileById, fileList, fileVersionList, trashedDossierFileList, trashedFileList } from './queries.ts';

/** Whether the caller asks for the trash, and the rest of the query. */
function splitTrashed({ trashed = false, ...rest }: object & { readonly trashed?: boolean }): [trashed: boolean, rest: object] {
  return [trashed, rest];
}

/** One page of the workspace's files as JSON text, those of trashed dossiers left out; with `trashed`, of the files in the trash instead. */
export function listFiles(ctx: WorkspaceContext, query: object): Promise<ListPage> {
  const [trashed, rest] = splitTrashed(query);
  return trashed ? list(ctx, trashedFileList, rest, [true]) : list(ctx, fileList, rest);
}

/** The same for one dossier. Throws `not-found` for an unknown one, which only an empty page makes worth asking. */
export async function listDossierFiles(ctx: WorkspaceContext, dossierId: string, query: object): Promise<ListPage> {
  const [trashed, rest] = splitTrashed(query);
  const page = await (trashed ? list(ctx, trashedDossierFileList, rest, [dossierId, true]) : list(ctx, dossierFileList, rest, [dossierId]));
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
