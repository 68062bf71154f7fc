import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { fileStatusById } from './queries.ts';
import type { FileItem } from './types.ts';

const BUSY = new Set(['UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING']);

/**
 * How far the analysis of a version is, the current one unless named; `busy` while asking again is worth it.
 * Throws `not-found`, and as withFields.
 */
export async function getFileStatus(
  ctx: WorkspaceContext,
  id: string,
  { version, ...fields }: FieldChoice & { readonly version?: number } = {},
): Promise<FileItem & { readonly busy: boolean }> {
  const [body, revision, status] = (await read(ctx, withFields(fileStatusById, fields), [id, version]))[0] ?? [];
  if (!body || !revision || !status) throw notFound(version === undefined ? 'file' : 'version of a file');
  return { id, etag: etag(revision, body), body, busy: BUSY.has(status) };
}
