import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { type Patience, whenIdle } from '../../platform/patience.ts';
import { uploadById } from './queries.ts';

/** An upload as it is answered: JSON text and its entity tag. */
export interface UploadItem {
  readonly body: string;
  readonly etag: string;
  /** Asking again is worth it. */
  readonly busy: boolean;
}

/** People change nothing about an upload: its tag is that of its body. */
const REVISION = '1';

/** One upload of the caller. Throws `not-found`, and as withFields. */
export async function getUpload(ctx: WorkspaceContext, id: string, fields: FieldChoice = {}): Promise<UploadItem> {
  const [body, status] = (await read(ctx, withFields(uploadById, fields), [id, ctx.principal.userId]))[0] ?? [];
  if (!body || !status) throw notFound('upload');
  return { body, etag: etag(REVISION, body), busy: status === 'COMPLETING' };
}

/** The same once its bytes are read and it has become a file, or patience is over. */
export const awaitUpload = (ctx: WorkspaceContext, id: string, fields: FieldChoice, patience: Patience): Promise<UploadItem> =>
  whenIdle(patience, () => getUpload(ctx, id, fields));
