import { Problem } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { fileKey, stagingKey } from '../../platform/storage/keys.ts';
import { lockActiveDossier } from '../dossiers/index.ts';
import { holdFile } from '../files/index.ts';
import { targetUnknown, tooManyOpen } from './errors.ts';
import { countOpen, insertUpload } from './queries.ts';
import type { UploadTarget, UploadWish } from './types.ts';

/** Uploads that one workspace may have under way. */
const MOST_OPEN = 1_000;

/** Where each part of the target stands in the request, for a fault in it. */
export type Pointers = Readonly<Record<'dossierId' | 'fileId', string>>;

interface Beginning {
  readonly id: string;
  readonly kind: 'TUS' | 'PRESIGNED';
  readonly metadata?: Readonly<Record<string, string | null>>;
  readonly pointers: Pointers;
}

/**
 * Step: writes down an upload before anything of it is in the store: what it is to become, and the keys it may use.
 * Throws `unprocessable` for an unknown target, `dossier-trashed`, `too-many-requests` when the workspace has too many under way.
 */
export async function beginUpload(tx: Tx, ctx: WorkspaceContext, wish: UploadWish, { id, kind, metadata, pointers }: Beginning) {
  const { target } = wish;
  const nameNow = await holdTarget(tx, target, pointers);
  const open = await tx.one<{ n: number }>(countOpen);
  if (open !== undefined && open.n >= MOST_OPEN) throw tooManyOpen(MOST_OPEN);
  const [dossierId, targetFileId] = 'dossierId' in target ? [target.dossierId, null] : [null, target.fileId];
  const fileId = targetFileId ?? newId();
  const file = [dossierId, targetFileId, fileId, wish.filename ?? nameNow, wish.title ?? null, wish.mediaType ?? null, wish.sha256 ?? null];
  const keys = [fileKey(tx.workspaceId, fileId, newId()), kind === 'TUS' ? null : stagingKey(tx.workspaceId, id)];
  const { uploadExpiryHours } = ctx.platform.settings;
  const rest = [JSON.stringify(metadata ?? {}), wish.size, ...keys, uploadExpiryHours, ctx.principal.userId];
  await tx.query(insertUpload, [tx.workspaceId, id, kind, ...file, ...rest]);
}

/** The name that a file has now, when it gets a new version. */
async function holdTarget(tx: Tx, target: UploadTarget, pointers: Pointers): Promise<string | null> {
  const noun = 'dossierId' in target ? 'dossier' : 'file';
  try {
    if ('fileId' in target) return (await holdFile(tx, target.fileId)).filename;
    await lockActiveDossier(tx, target.dossierId);
    return null;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') throw targetUnknown(pointers[`${noun}Id`], noun);
    throw error;
  }
}
