import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { fileById } from './queries.ts';
import type { FileItem } from './types.ts';

/** One file. Throws `not-found`, and as withFields. */
export async function getFile(ctx: WorkspaceContext, id: string, fields: FieldChoice = {}): Promise<FileItem> {
  const [body, revision] = (await read(ctx, withFields(fileById, fields), [id]))[0] ?? [];
  if (!body || !revision) throw notFound('file');
  return { id, etag: etag(revision, body), body };
}
