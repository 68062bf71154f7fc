import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { offsetConflict, uploadLocked } from './errors.ts';
import { loadResumable, refuseEnded } from './load-resumable.ts';
import { claimUpload as claim } from './queries.ts';
import type { ResumableUpload, WriteClaim } from './types.ts';

interface ClaimRow {
  readonly id: string;
  readonly attempt: number;
  readonly size: number;
  readonly byte_offset: number;
  readonly parts: number;
  readonly object_key: string;
  readonly store_upload_id: string | null;
  readonly tail_key: string | null;
  readonly tail_size: number;
}

/**
 * Takes the upload for writing from this offset on; nothing to write is left of one that has all its bytes, which comes back as it is.
 * Throws `not-found`, `gone`, `upload-locked` while somebody else writes, `upload-offset-conflict`.
 */
export async function claimUpload(ctx: WorkspaceContext, id: string, offset: number): Promise<WriteClaim | ResumableUpload> {
  const { uploadExpiryHours } = ctx.platform.settings;
  return inWorkspace(ctx, async (tx) => {
    const row = await tx.one<ClaimRow>(claim, [id, ctx.principal.userId, offset, uploadExpiryHours]);
    if (row !== undefined) return claimOf(row);
    const upload = await loadResumable(tx, id, ctx.principal.userId);
    if (upload === undefined) throw notFound('upload');
    refuseEnded(upload);
    if (upload.offset !== offset) throw offsetConflict();
    if (upload.status === 'OPEN') throw uploadLocked();
    return upload;
  });
}

const claimOf = (row: ClaimRow): WriteClaim => ({
  id: row.id,
  attempt: row.attempt,
  size: row.size,
  offset: row.byte_offset,
  parts: row.parts,
  objectKey: row.object_key,
  storeUploadId: row.store_upload_id,
  tail: row.tail_key === null ? null : { key: row.tail_key, size: row.tail_size },
});
