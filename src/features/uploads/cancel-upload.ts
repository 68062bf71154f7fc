import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { condemnUpload, type StoredKeys } from './condemn-upload.ts';
import { uploadClosed, uploadOver } from './errors.ts';
import { setCancelled, statusById } from './queries.ts';
import type { UploadStatus } from './types.ts';

/**
 * Gives up an upload of the caller that is still open; whoever writes to it finds her claim gone.
 * Throws `not-found`, `gone` for one that has ended without a file, `upload-closed` for one that has all its bytes.
 */
export async function cancelUpload(ctx: WorkspaceContext, id: string): Promise<void> {
  await inWorkspace(ctx, async (tx) => {
    const cancelled = await tx.one<StoredKeys>(setCancelled, [id, ctx.principal.userId]);
    if (cancelled !== undefined) return condemnUpload(tx, cancelled);
    const upload = await tx.one<{ status: UploadStatus }>(statusById, [id, ctx.principal.userId]);
    if (upload === undefined) throw notFound('upload');
    if (upload.status !== 'COMPLETING' && upload.status !== 'COMPLETED') throw uploadOver();
    throw uploadClosed(upload.status);
  });
}
