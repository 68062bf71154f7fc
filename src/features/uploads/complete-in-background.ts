import { Problem } from '../../core/errors.ts';
import type { JobContext } from '../../platform/context.ts';
import { completeUpload } from './complete-upload.ts';

/** Completes an upload that nobody waits for, or whose writer died before it could. That it failed for good stands in its row. */
export async function completeInBackground(ctx: JobContext, { uploadId }: { readonly uploadId: string }): Promise<void> {
  try {
    const file = await completeUpload(ctx, uploadId);
    ctx.log.info({ uploadId, fileId: file?.fileId, version: file?.version }, 'upload completed');
  } catch (error) {
    const over = error instanceof Problem && (error.code === 'gone' || error.code === 'dossier-trashed');
    if (!over) throw error;
    ctx.log.info({ uploadId, code: error.code }, 'upload ended without a file');
  }
}
