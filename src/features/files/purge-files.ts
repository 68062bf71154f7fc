import type { Tx } from '../../platform/db/database.ts';
import { condemnObjects } from '../../platform/storage/intents.ts';
import { fileInTrash, filesToPurge, purgeFiles as purge } from './queries.ts';

/** What one transaction takes at most; a page is a row of its own. */
const FILES_AT_A_TIME = 100;
const PAGES_AT_A_TIME = 5000;

/** Step: ids of the next files of a dossier, deleted ones too, in the order of their ids: as many as one transaction should purge. */
export async function nextToPurge(tx: Tx, dossierId: string, afterId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string; pages: number }>(filesToPurge, [dossierId, afterId, FILES_AT_A_TIME]);
  let pages = 0;
  const fitting = rows.findIndex((row, at) => {
    pages += row.pages;
    return at > 0 && pages > PAGES_AT_A_TIME;
  });
  return rows.slice(0, fitting < 0 ? rows.length : fitting).map(({ id }) => id);
}

/**
 * Step: removes files for good, with versions, pages and bytes, and tells which. A file stays that is neither in the trash for so many
 * hours nor in a dossier whose purge has begun, that a package still names, or that somebody is at.
 */
export async function purgeFiles(tx: Tx, fileIds: readonly string[], trashHours: number): Promise<readonly string[]> {
  const rows = await tx.query<{ file_id: string; object_keys: string[] }>(purge, [fileIds, trashHours]);
  const keys = rows.flatMap(({ object_keys }) => object_keys);
  if (keys.length > 0) await condemnObjects(tx, keys);
  return rows.map(({ file_id }) => file_id);
}

/** Step: whether the file has been in the trash for so many hours. */
export const isInTrash = async (tx: Tx, fileId: string, hours: number): Promise<boolean> =>
  (await tx.one(fileInTrash, [fileId, hours])) !== undefined;
