import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { type Patience, whenIdle } from '../../platform/patience.ts';
import { fileStatusById } from './queries.ts';
import type { FileItem } from './types.ts';

const BUSY = new Set(['UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING']);

/** `busy` while asking again is worth it. */
type FileStatus = FileItem & { readonly busy: boolean };
type Wanted = FieldChoice & { readonly version?: number };

/** The status once the analysis is over, or patience is. Throws as getFileStatus. */
export const awaitFileStatus = (ctx: WorkspaceContext, id: string, wanted: Wanted, patience: Patience): Promise<FileStatus> =>
  whenIdle(patience, () => getFileStatus(ctx, id, wanted));

/**
 * How far the analysis of a version is, the current one unless named.
 * Throws `not-found`, and as withFields.
 */
export async function getFileStatus(ctx: WorkspaceContext, id: string, { version, ...fields }: Wanted = {}): Promise<FileStatus> {
  const [body, revision, status] = (await read(ctx, withFields(fileStatusById, fields), [id, version]))[0] ?? [];
  if (!body || !revision || !status) throw notFound(version === undefined ? 'file' : 'version of a file');
  return { id, etag: etag(revision, body), body, busy: BUSY.has(status) };
}
