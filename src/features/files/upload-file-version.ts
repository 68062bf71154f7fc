import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { StoreOne } from '../../platform/storage/store-object.ts';
import { lockActiveDossier } from '../dossiers/index.ts';
import { fileEmpty, tooLarge, tooManyFiles } from './errors.ts';
import { loadFile, lockForChange } from './load-file.ts';
import { recordContent } from './record-content.ts';
import { storeFile } from './store-file.ts';
import { byteLimit } from './take-sample.ts';
import { contentOf, type FileItem, type IncomingFile, type NextVersion, type StoredFile } from './types.ts';
import { uploadOnce } from './upload-once.ts';

/** A file with its new version. */
export interface FileWithVersion extends FileItem {
  readonly version: number;
}

interface NewContent {
  readonly target: NextVersion;
  readonly stored: StoredFile;
}

/**
 * Stores the one file of an upload as the next version of a file that is there. Its name and title stay unless they were chosen for it;
 * the bytes must fit the name. Nothing of `upload` is read before it is known that the caller may change the file, and `ifMatch` is asked
 * for again at the end. Throws `not-found`, `precondition-failed`, `dossier-trashed`, `file-empty`, `filename-invalid`,
 * `media-type-mismatch`, `too-large`, as `uploadOnce`, and what reading the upload throws.
 */
export const uploadFileVersion = (
  ctx: WorkspaceContext,
  fileId: string,
  upload: AsyncIterable<IncomingFile>,
  ifMatch?: string,
): Promise<FileWithVersion> =>
  uploadOnce(ctx, upload, {
    check: async (tx) => {
      const file = await lockForChange(tx, fileId, ifMatch);
      await lockActiveDossier(tx, file.dossier_id);
      return file;
    },
    write: (store, files, { filename }) => storeOnly(ctx, store, { fileId, filename, ifMatch }, files),
    finish: (tx, content) => record(ctx, tx, content),
  });

async function storeOnly(
  ctx: WorkspaceContext,
  store: StoreOne,
  { fileId, filename: known, ifMatch }: NextVersion & { readonly filename: string },
  upload: AsyncIterable<IncomingFile>,
): Promise<NewContent> {
  const { maxBytes } = ctx.platform.settings.upload;
  const limited = byteLimit(maxBytes, () => tooLarge(maxBytes));
  let content: NewContent | undefined;
  for await (const { chosenName, ...file } of upload) {
    if (content !== undefined) throw tooManyFiles(1);
    const stored = await storeFile(store, ctx.workspaceId, fileId, { ...file, filename: chosenName ?? known, bytes: limited(file.bytes) });
    content = { stored, target: { fileId, ifMatch, title: file.title, filename: chosenName === undefined ? undefined : stored.filename } };
  }
  if (content === undefined) throw fileEmpty('The upload has no file.');
  return content;
}

async function record(ctx: WorkspaceContext, tx: Tx, { target, stored }: NewContent): Promise<FileWithVersion> {
  const { version } = await recordContent(tx, ctx.platform, { ...contentOf(stored, ctx.principal.userId), target });
  return { ...(await loadFile(tx, target.fileId)), version };
}
