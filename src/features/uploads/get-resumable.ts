import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { loadResumable, refuseEnded } from './load-resumable.ts';
import type { ResumableUpload } from './types.ts';

/** The caller's own resumable upload, to go on with or complete. Throws `not-found`, `gone`. */
export async function getResumable(ctx: WorkspaceContext, id: string): Promise<ResumableUpload> {
  const upload = await inWorkspace(ctx, (tx) => loadResumable(tx, id, ctx.principal.userId));
  if (upload === undefined) throw notFound('upload');
  refuseEnded(upload);
  return upload;
}
