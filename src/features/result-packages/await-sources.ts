import type { Tx } from '../../platform/db/database.ts';
import { type FileVersionRef, findVersions } from '../files/index.ts';
import { goneSource, neverReadSource, sourceUnread } from './errors.ts';
import { unreadEntries } from './queries.ts';

/**
 * Looks after the files of a package whose bytes nobody had read when it was asked for. Throws PutOff while one is still unread, and
 * UnusableSource when the bytes of one were refused or have waited for a day.
 */
export async function awaitSources(tx: Tx, packageId: string): Promise<void> {
  const waiting = await tx.query<FileVersionRef & { readonly late: boolean }>(unreadEntries, [packageId]);
  if (waiting.length === 0) return;
  const late = waiting.some((entry) => entry.late);
  for (const { fileId, objectKey, sha256, fault } of await findVersions(tx, waiting)) {
    if (objectKey === null) throw goneSource(fileId, fault);
    if (sha256 === null) throw late ? neverReadSource(fileId) : sourceUnread(fileId);
  }
}
