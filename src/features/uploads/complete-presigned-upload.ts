import { notFound } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import type { StoredPart } from '../../platform/storage/object-parts.ts';
import { checkParts, type SentPart } from './check-parts.ts';
import { completeUploadJob } from './contracts.ts';
import { uploadOver } from './errors.ts';
import { lockPresigned, partsOf, presignedById, receiveDeclared, seeParts, uploadById } from './queries.ts';
import type { DeclaredPart, PresignedRow } from './types.ts';

/**
 * Takes a direct upload for whole: every part is in the store as it was declared, and as the caller says that the store answered. A job
 * makes the file. Gives the upload as JSON text; one that is completing or completed is given as it is. Throws `not-found`, `gone`,
 * `upload-incomplete`, `unprocessable`, `unavailable`.
 */
export async function completePresignedUpload(ctx: WorkspaceContext, id: string, sent: readonly SentPart[] = []): Promise<string> {
  const seen = await lookAtStore(ctx, id);
  return inWorkspaceOnce(ctx, async (tx) => {
    const row = await tx.one<PresignedRow>(lockPresigned, [id, ctx.principal.userId]);
    if (row === undefined) throw notFound('upload');
    if (row.status === 'OPEN') await receive(ctx, tx, id, seen, sent);
    else if (row.status !== 'COMPLETING' && row.status !== 'COMPLETED') throw uploadOver();
    const upload = await tx.one<{ body: string }>(uploadById, [id, ctx.principal.userId]);
    return upload?.body ?? '';
  });
}

/** Before the transaction, which must not wait for the store. Once declared parts are sent they stay as they are. */
async function lookAtStore(ctx: WorkspaceContext, id: string): Promise<readonly StoredPart[]> {
  const row = await inWorkspace(ctx, (tx) => tx.one<PresignedRow>(presignedById, [id, ctx.principal.userId]));
  if (row?.status !== 'OPEN' || row.store_upload_id === null) return [];
  return ctx.platform.objects.parts.list({ key: row.staging_key, uploadId: row.store_upload_id });
}

async function receive({ platform }: WorkspaceContext, tx: Tx, id: string, seen: readonly StoredPart[], sent: readonly SentPart[]) {
  const parts = checkParts(await tx.query<DeclaredPart>(partsOf, [id]), seen, sent);
  await tx.query(seeParts, [id, parts.map(({ number }) => number), parts.map(({ etag }) => etag)]);
  await tx.query(receiveDeclared, [id]);
  await platform.queue.enqueue(tx, completeUploadJob, { workspaceId: tx.workspaceId, uploadId: id }, newId());
}
