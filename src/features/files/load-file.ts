import { notFound } from '../../core/errors.ts';
import type { Tx } from '../../platform/db/database.ts';
import { etag, requireRevision } from '../../platform/db/etag.ts';
import { fileById, lockFile } from './queries.ts';
import type { FileItem } from './types.ts';

interface LockedFile {
  readonly dossier_id: string;
  readonly filename: string;
  readonly title: string;
  readonly size: number;
  readonly pages: number;
  readonly version: number;
  readonly revision: number;
  readonly trashed: boolean;
}

/** The file as this transaction sees it now. Throws `not-found`. */
export async function loadFile(tx: Tx, id: string): Promise<FileItem> {
  const row = await tx.one<{ body: string; revision: number }>(fileById, [id]);
  if (!row) throw notFound('file');
  return { id, etag: etag(row.revision, row.body), body: row.body };
}

/** Takes the file for a change until the transaction ends. Throws `not-found`, or `precondition-failed` when `ifMatch` names another revision. */
export async function lockForChange(tx: Tx, id: string, ifMatch: string | undefined): Promise<LockedFile> {
  const file = await lockInTrashOrNot(tx, id, undefined);
  if (file.trashed) throw notFound('file');
  requireRevision(ifMatch, file.revision, 'file');
  return file;
}

/** The same for what may be done to a file in the trash, too. */
export async function lockInTrashOrNot(tx: Tx, id: string, ifMatch: string | undefined): Promise<LockedFile> {
  const file = await tx.one<LockedFile>(lockFile, [id]);
  if (!file) throw notFound('file');
  requireRevision(ifMatch, file.revision, 'file');
  return file;
}
