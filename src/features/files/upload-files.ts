import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { fileKey } from '../../platform/storage/keys.ts';
import { type StoreOne, storeObjects } from '../../platform/storage/store-object.ts';
import { countFile, lockActiveDossier } from '../dossiers/index.ts';
import { fileStored } from './contracts.ts';
import { fileEmpty, tooLarge } from './errors.ts';
import { cleanFilename } from './name-file.ts';
import { filesByIds, insertFile } from './queries.ts';
import { SAMPLE_BYTES, settleType } from './sniff-type.ts';
import { byteLimit, takeSample } from './take-sample.ts';
import type { IncomingFile, StoredFile } from './types.ts';

/** The files of one upload, as they are answered. */
export interface UploadedFiles {
  readonly ids: readonly string[];
  /** JSON text of each. */
  readonly bodies: readonly string[];
}

/**
 * Stores the files of one request, all or none: their bytes while they arrive, their rows, counters and facts in one final transaction.
 * Nothing of `upload` is read before it is known that the caller may write to the dossier. Throws `not-found`, `dossier-trashed`,
 * `file-empty`, `filename-invalid`, `media-type-mismatch`, `too-large`, and what reading the upload throws.
 */
export async function uploadFiles(ctx: WorkspaceContext, dossierId: string, upload: AsyncIterable<IncomingFile>): Promise<UploadedFiles> {
  await inWorkspace(ctx, (tx) => lockActiveDossier(tx, dossierId));
  return storeObjects(
    ctx,
    (store) => storeAll(ctx, store, upload),
    (tx, files) => record(ctx, tx, dossierId, files),
  );
}

async function storeAll(ctx: WorkspaceContext, store: StoreOne, upload: AsyncIterable<IncomingFile>): Promise<readonly StoredFile[]> {
  const { maxBytes } = ctx.platform.settings.upload;
  const limited = byteLimit(maxBytes, () => tooLarge(maxBytes));
  const stored: StoredFile[] = [];
  for await (const file of upload) stored.push(await storeOne(ctx, store, file, limited(file.bytes)));
  return stored;
}

async function storeOne(
  ctx: WorkspaceContext,
  store: StoreOne,
  { filename: given, title, declaredType }: IncomingFile,
  source: AsyncIterable<Uint8Array>,
): Promise<StoredFile> {
  const filename = cleanFilename(given);
  const { sample, bytes } = await takeSample(source, SAMPLE_BYTES);
  if (sample.length === 0) throw fileEmpty('A file of the upload has no bytes.');
  const mediaType = await settleType(sample, declaredType, filename);
  const id = newId();
  const key = fileKey(ctx.workspaceId, id, newId());
  const facts = await store(key, bytes);
  return { id, key, filename, title: title ?? filename, mediaType, facts };
}

async function record(ctx: WorkspaceContext, tx: Tx, dossierId: string, files: readonly StoredFile[]): Promise<UploadedFiles> {
  await lockActiveDossier(tx, dossierId);
  for (const file of files) {
    const { id, facts } = file;
    const row = [tx.workspaceId, id, dossierId, file.filename, file.title, file.mediaType, facts.size, facts.sha256, ctx.principal.userId];
    await tx.query(insertFile, [...row, file.key, facts.crc32, facts.crc32c, facts.etag]);
    await ctx.platform.queue.publish(tx, fileStored, { workspaceId: tx.workspaceId, fileId: id, version: 1 }, newId());
  }
  const bytes = files.reduce((sum, { facts }) => sum + facts.size, 0);
  await countFile(tx, { dossierId, files: files.length, bytes, pages: 0 });
  const ids = files.map(({ id }) => id);
  const rows = await tx.query<{ body: string }>(filesByIds, [ids]);
  return { ids, bodies: rows.map(({ body }) => body) };
}
