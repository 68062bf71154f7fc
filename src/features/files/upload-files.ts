import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { StoreOne } from '../../platform/storage/store-object.ts';
import { lockActiveDossier } from '../dossiers/index.ts';
import { tooLarge } from './errors.ts';
import { filesByIds } from './queries.ts';
import { recordNewFiles } from './record-content.ts';
import { storeFile } from './store-file.ts';
import { byteLimit } from './take-sample.ts';
import { contentOf, type IncomingFile, type StoredFile } from './types.ts';
import { uploadOnce } from './upload-once.ts';

/** The files of one upload, as they are answered. */
export interface UploadedFiles {
  readonly ids: readonly string[];
  /** JSON text of each. */
  readonly bodies: readonly string[];
}

/**
 * Stores the files of one request, all or none: their bytes while they arrive, their rows, counters and facts in one final transaction.
 * Nothing of `upload` is read before it is known that the caller may write to the dossier. Throws `not-found`, `dossier-trashed`,
 * `file-empty`, `filename-invalid`, `media-type-mismatch`, `too-large`, as `uploadOnce`, and what reading the upload throws.
 */
export const uploadFiles = (ctx: WorkspaceContext, dossierId: string, upload: AsyncIterable<IncomingFile>): Promise<UploadedFiles> =>
  uploadOnce(ctx, upload, {
    check: (tx) => lockActiveDossier(tx, dossierId),
    write: (store, files) => storeAll(ctx, store, files),
    finish: (tx, files) => record(ctx, tx, dossierId, files),
  });

async function storeAll(ctx: WorkspaceContext, store: StoreOne, upload: AsyncIterable<IncomingFile>): Promise<readonly StoredFile[]> {
  const { maxBytes } = ctx.platform.settings.upload;
  const limited = byteLimit(maxBytes, () => tooLarge(maxBytes));
  const stored: StoredFile[] = [];
  for await (const file of upload) stored.push(await storeFile(store, ctx.workspaceId, newId(), { ...file, bytes: limited(file.bytes) }));
  return stored;
}

async function record(ctx: WorkspaceContext, tx: Tx, dossierId: string, files: readonly StoredFile[]): Promise<UploadedFiles> {
  const contents = files.map((file) => {
    const { id, filename, title = filename } = file;
    return { ...contentOf(file, ctx.principal.userId), target: { dossierId, id, filename, title } };
  });
  await recordNewFiles(tx, ctx.platform, dossierId, contents);
  const ids = files.map(({ id }) => id);
  const rows = await tx.query<{ body: string }>(filesByIds, [ids]);
  return { ids, bodies: rows.map(({ body }) => body) };
}
