import { setImmediate as turn } from 'node:timers/promises';
import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { uploadClosed, uploadOver } from './errors.ts';
import { nameStaging, partsOf, presignedById } from './queries.ts';
import type { DeclaredPart, PresignedRow } from './types.ts';

/** How long a signed address can be used. */
const SIGNED_SECONDS = 3600;
/** How many addresses are signed before others have their turn: signing is work of this process and waits for nothing. */
const SIGNED_AT_ONCE = 20;

/** An upload with a request to the store for each of its parts. */
export interface SignedUpload {
  readonly id: string;
  readonly expiresAt: string;
  readonly urlsExpireAt: string;
  readonly parts: SignedPart[];
}

interface SignedPart {
  readonly number: number;
  readonly url: string;
  readonly headers: Record<string, string>;
}

/**
 * Signs the sending of each part: its length and its CRC-32C with it. No part of an upload that is not open any more is signed. The
 * upload at the store is made when it is first needed. Throws `not-found`, `unavailable`.
 */
export async function signParts(ctx: WorkspaceContext, id: string): Promise<SignedUpload> {
  const { row, parts } = await load(ctx, id);
  const until = new Date(ctx.platform.clock.now().getTime() + SIGNED_SECONDS * 1000);
  const signed: SignedPart[] = [];
  if (row.status === 'OPEN') {
    const upload = { key: row.staging_key, uploadId: row.store_upload_id ?? (await openStaging(ctx, row)) };
    for (const { number, size, crc32c } of parts) {
      const { url, headers } = await ctx.platform.objects.parts.presign(upload, { number, size, crc32c }, SIGNED_SECONDS);
      signed.push({ number, url, headers: { ...headers } });
      if (signed.length % SIGNED_AT_ONCE === 0) await turn();
    }
  }
  return { id, expiresAt: row.expires_at.toISOString(), urlsExpireAt: until.toISOString(), parts: signed };
}

/** The same for an upload that must be open. Throws `upload-closed`, `gone` too. */
export async function signOpenParts(ctx: WorkspaceContext, id: string): Promise<SignedUpload> {
  const { row } = await load(ctx, id);
  if (row.status === 'COMPLETING' || row.status === 'COMPLETED') throw uploadClosed(row.status);
  if (row.status !== 'OPEN') throw uploadOver();
  return signParts(ctx, id);
}

const load = (ctx: WorkspaceContext, id: string): Promise<{ row: PresignedRow; parts: readonly DeclaredPart[] }> =>
  inWorkspace(ctx, async (tx) => {
    const row = await tx.one<PresignedRow>(presignedById, [id, ctx.principal.userId]);
    if (row === undefined) throw notFound('upload');
    return { row, parts: await tx.query<DeclaredPart>(partsOf, [id]) };
  });

/** Two may open one at the same time: the row names the first, and whatever else is open goes with the staging object. */
async function openStaging(ctx: WorkspaceContext, { id, staging_key: key }: PresignedRow): Promise<string> {
  const uploadId = await ctx.platform.objects.parts.create(key, 'checked');
  const named = await inWorkspace(ctx, (tx) => tx.one<{ store_upload_id: string | null }>(nameStaging, [id, uploadId]));
  if (named === undefined || named.store_upload_id === null) throw uploadOver();
  return named.store_upload_id;
}
