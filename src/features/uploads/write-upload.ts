import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { untilAborted } from '../../platform/storage/abortable.ts';
import { ClaimLease } from './claim-lease.ts';
import { claimUpload } from './claim-upload.ts';
import { completeUpload } from './complete-upload.ts';
import { ClaimLost, uploadLocked } from './errors.ts';
import { loadResumable, refuseEnded } from './load-resumable.ts';
import { outlive } from './outlive.ts';
import { releaseClaim, renewClaim } from './queries.ts';
import type { WriteClaim } from './types.ts';
import { UploadWriter } from './upload-writer.ts';

interface Written {
  readonly offset: number;
  /** The file it has become, when these were the last bytes. */
  readonly fileId: string | null;
}

/**
 * Goes on with a resumable upload at this offset. What `source` gave is kept when this resolves, also when the caller has left meanwhile.
 * With the last byte the upload becomes a file. Throws as claimUpload and completeUpload, `too-large` for more bytes than were announced,
 * `unavailable` when the store is away.
 */
export async function writeUpload(ctx: WorkspaceContext, id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<Written> {
  const claim = await claimUpload(ctx, id, offset);
  if (!('attempt' in claim)) return claim;
  const written = await receiveClaimed(ctx, claim, source);
  if (!written.last) return { offset: written.offset, fileId: null };
  const file = await outlive(ctx, (lasting) => completeUpload(lasting, id));
  return { offset: written.offset, fileId: file?.fileId ?? null };
}

/** With a claim that is kept alive as long as bytes come; what is done with them afterwards needs none. */
async function receiveClaimed(ctx: WorkspaceContext, claim: WriteClaim, source: AsyncIterable<Uint8Array>) {
  const lease = new ClaimLease(() => outlive(ctx, (lasting) => renew(lasting, claim)), ctx.log);
  try {
    return await outlive(ctx, (lasting) => receive(lasting, claim, lease, source), lease.signal);
  } catch (error) {
    throw error instanceof ClaimLost ? await whyLost(ctx, claim.id) : error;
  } finally {
    await lease.end();
  }
}

async function receive(ctx: WorkspaceContext, claim: WriteClaim, lease: ClaimLease, source: AsyncIterable<Uint8Array>) {
  const writer = new UploadWriter(ctx, claim);
  try {
    await writer.begin();
    for await (const chunk of lease.watch(untilAborted(source, ctx.signal))) await writer.write(chunk);
    return await writer.end();
  } finally {
    await writer.drop();
    // not given back, it would run out by itself
    await inWorkspace(ctx, (tx) => tx.query(releaseClaim, [claim.id, claim.attempt])).catch(() => undefined);
  }
}

async function renew(ctx: WorkspaceContext, { id, attempt }: WriteClaim): Promise<void> {
  const renewed = await inWorkspace(ctx, (tx) => tx.query(renewClaim, [id, attempt]));
  if (renewed.length === 0) throw new ClaimLost();
}

/** Who lost her claim was overtaken by another request, or by the end of the upload. */
async function whyLost(ctx: WorkspaceContext, id: string): Promise<Error> {
  const upload = await inWorkspace(ctx, (tx) => loadResumable(tx, id, ctx.principal.userId));
  if (upload === undefined) return notFound('upload');
  refuseEnded(upload);
  return uploadLocked();
}
