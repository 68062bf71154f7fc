import { newId } from '../../core/ids.ts';
import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { countFile, lockActiveDossier } from '../dossiers/index.ts';
import { recordEvent } from '../events/index.ts';
import { fileStored } from './contracts.ts';
import { lockForChange } from './load-file.ts';
import { insertFile, insertVersion } from './queries.ts';
import type { Content, FileVersionRef, NewFile, NextVersion } from './types.ts';

type Parts = Pick<Platform, 'queue'>;

/**
 * Step: makes stored bytes count, as version 1 of a new file or as the next version of one that is there: rows, the dossier's counters,
 * and `file.stored` when their digests are known. Without digests the version waits for `confirmContent` or `rejectContent`. It locks the
 * counters: call it late in the transaction. Throws `not-found`, `dossier-trashed`, `precondition-failed`.
 */
export async function recordContent(tx: Tx, platform: Parts, content: Content): Promise<FileVersionRef> {
  const { target } = content;
  if ('fileId' in target) return recordNextVersion(tx, platform, content, target);
  await recordNewFiles(tx, platform, target.dossierId, [{ ...content, target }]);
  return { fileId: target.id, version: 1 };
}

/** The same for any number of new files of one dossier, whose counters move once. */
export async function recordNewFiles(
  tx: Tx,
  platform: Parts,
  dossierId: string,
  contents: readonly (Content & { readonly target: NewFile })[],
): Promise<void> {
  await lockActiveDossier(tx, dossierId);
  for (const content of contents) {
    const { target, mediaType, size, sha256, createdBy, objectKey, crc32, crc32c, storeEtag } = content;
    const file = [tx.workspaceId, target.id, dossierId, target.filename, target.title, mediaType, size, sha256, createdBy];
    await tx.query(insertFile, [...file, objectKey, crc32, crc32c, storeEtag]);
    if (sha256 !== null) await tellStored(tx, platform, { dossierId, fileId: target.id, version: 1 });
  }
  const bytes = contents.reduce((sum, { size }) => sum + size, 0);
  await countFile(tx, { dossierId, files: contents.length, bytes, pages: 0 });
}

/** What the version before had in the dossier's counters goes, its pages included: those of the new one come with its analysis. */
async function recordNextVersion(tx: Tx, platform: Parts, content: Content, target: NextVersion): Promise<FileVersionRef> {
  const { fileId, ifMatch, filename = null, title = null } = target;
  const { mediaType, size, sha256, createdBy, objectKey, crc32, crc32c, storeEtag } = content;
  const before = await lockForChange(tx, fileId, ifMatch);
  await lockActiveDossier(tx, before.dossier_id);
  const facts = [mediaType, size, sha256, objectKey, crc32, crc32c, storeEtag];
  const made = await tx.one<{ version: number }>(insertVersion, [fileId, createdBy, filename, title, ...facts]);
  if (made === undefined) throw new Error('a file that was locked is gone');
  const ref = { fileId, version: made.version };
  if (sha256 !== null) await tellStored(tx, platform, { ...ref, dossierId: before.dossier_id });
  await countFile(tx, { dossierId: before.dossier_id, files: 0, bytes: size - before.size, pages: -before.pages });
  return ref;
}

/** Tells later rooms that the bytes of a version are stored and known. */
export const publishStored = (tx: Tx, { queue }: Parts, { fileId, version }: FileVersionRef): Promise<void> =>
  queue.publish(tx, fileStored, { workspaceId: tx.workspaceId, fileId, version }, newId());

/** The same, once for each version, and to whoever follows the workspace. */
export async function tellStored(tx: Tx, platform: Parts, stored: FileVersionRef & { readonly dossierId: string }): Promise<void> {
  const { fileId, version, dossierId } = stored;
  await publishStored(tx, platform, stored);
  await recordEvent(tx, { type: 'file.stored', dossierId, fileId, version, status: 'UPLOADED' });
}
