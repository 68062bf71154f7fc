import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { describeList } from '../../platform/db/describe-list.ts';
import { read } from '../../platform/db/doors.ts';
import { dossierExists, dossierFileList, fileById, fileList, fileVersionList } from './queries.ts';

const TRASHED = { trashed: { op: '=', type: 'bool' } } as const;

/** What may be asked of the list of files. */
export const describeFiles = (ctx: WorkspaceContext) => describeList(ctx, fileList, ['GET', 'OPTIONS'], TRASHED);

/** The same of a dossier's files. Throws `not-found` for an unknown dossier. */
export async function describeDossierFiles(ctx: WorkspaceContext, dossierId: string) {
  if ((await read(ctx, dossierExists, [dossierId])).length === 0) throw notFound('dossier');
  return describeList(ctx, dossierFileList, ['GET', 'POST', 'OPTIONS'], TRASHED);
}

/** The same of a file's versions. Throws `not-found` for an unknown file. */
export async function describeFileVersions(ctx: WorkspaceContext, fileId: string) {
  if ((await read(ctx, fileById, [fileId])).length === 0) throw notFound('file');
  return describeList(ctx, fileVersionList, ['GET', 'POST', 'OPTIONS']);
}
