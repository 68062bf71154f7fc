import type { Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { condemnObject } from '../../platform/storage/intents.ts';
import { recordEvent } from '../events/index.ts';
import { forgetObject, lockUnread, setDigests, setVersionStatus } from './queries.ts';
import { tellStored } from './record-content.ts';
import type { FileVersionRef } from './types.ts';

interface Unread {
  readonly object_key: string;
  readonly dossier_id: string;
}

/** What reading the bytes of a version found out. */
export interface ReadContent extends FileVersionRef {
  readonly sha256: string;
  readonly crc32: number;
  readonly mediaType: string;
}

/**
 * Step: says what the bytes of a recorded version are, and tells `file.stored`. Also for a deleted file, which may be restored. False,
 * and nothing is written, when the version is not there or was confirmed or rejected before.
 */
export async function confirmContent(tx: Tx, platform: Pick<Platform, 'queue'>, content: ReadContent): Promise<boolean> {
  const { fileId, version, sha256, crc32, mediaType } = content;
  const held = await tx.one<Unread>(lockUnread, [fileId, version]);
  if (held === undefined) return false;
  await tx.query(setDigests, [fileId, version, sha256, crc32, mediaType]);
  await tellStored(tx, platform, { dossierId: held.dossier_id, fileId, version });
  return true;
}

/**
 * Step: the bytes of a recorded version are not what was promised: the version ends as ERROR with this reason and its bytes go. They count
 * in the dossier as long as the version is the current one. False as above.
 */
export async function rejectContent(
  tx: Tx,
  { fileId, version, error }: FileVersionRef & { readonly error: { readonly code: string; readonly message: string } },
): Promise<boolean> {
  const held = await tx.one<Unread>(lockUnread, [fileId, version]);
  if (held === undefined) return false;
  await tx.query(setVersionStatus, [fileId, version, 'ERROR', null, JSON.stringify(error)]);
  await tx.query(forgetObject, [fileId, version]);
  await condemnObject(tx, held.object_key);
  await recordEvent(tx, { type: 'file.failed', dossierId: held.dossier_id, fileId, version, status: 'ERROR', code: error.code });
  return true;
}
