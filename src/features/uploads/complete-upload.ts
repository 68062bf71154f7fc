import { Problem } from '../../core/errors.ts';
import type { Tx } from '../../platform/db/database.ts';
import { combineCrc32, combineCrc32c } from '../../platform/storage/combine-crc.ts';
import { type Door, through } from '../../platform/storage/door.ts';
import { condemnObject } from '../../platform/storage/intents.ts';
import { PartsRefused } from '../../platform/storage/object-parts.ts';
import { recordContent } from '../files/index.ts';
import { verifyContentJob } from './contracts.ts';
import { failUpload } from './fail-upload.ts';
import { gatherObject } from './gather-object.ts';
import { completedById, completingById, partsOf, setCompleted } from './queries.ts';
import { type CompletedUpload, type CompletingUpload, contentTarget, type DeclaredPart } from './types.ts';

/** Stands for a type until the bytes have been read. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Makes a file, or a version of one, of an upload whose bytes are all in the store; another reads them later. Each step may be done again,
 * by anybody, after a crash. Null for an upload that is not completing. An upload that can never complete ends as FAILED: throws `gone`
 * when the store refuses its parts or its dossier or file is not there any more, `dossier-trashed`. Throws `unavailable` when the store is away.
 */
export async function completeUpload(door: Door, id: string): Promise<CompletedUpload | null> {
  const upload = await through(door, (tx) => load(tx, id));
  if (upload === undefined) return through(door, (tx) => completed(tx, id));
  try {
    const etag = await gatherObject(door.platform.objects, upload);
    return await through(door, (tx) => record(door, tx, upload, etag));
  } catch (error) {
    if (error instanceof PartsRefused || (error instanceof Problem && error.status < 500)) throw await failUpload(door, id, error);
    throw error;
  }
}

async function load(tx: Tx, id: string): Promise<CompletingUpload | undefined> {
  const row = await tx.one<Omit<CompletingUpload, 'parts'>>(completingById, [id]);
  return row && { ...row, parts: await tx.query<DeclaredPart>(partsOf, [id]) };
}

async function completed(tx: Tx, id: string): Promise<CompletedUpload | null> {
  const row = await tx.one<{ file_id: string; version: number }>(completedById, [id]);
  return row ? { fileId: row.file_id, version: row.version } : null;
}

async function record({ platform }: Door, tx: Tx, { id, parts }: CompletingUpload, storeEtag: string): Promise<CompletedUpload | null> {
  const upload = await tx.one<Omit<CompletingUpload, 'parts'>>(completingById, [id]);
  if (upload === undefined) return completed(tx, id); // somebody else was first
  const read = parts.flatMap(({ size, crc32 }) => (crc32 === null ? [] : [{ size, crc32 }]));
  const file = await recordContent(tx, platform, {
    target: contentTarget(upload),
    objectKey: upload.object_key,
    mediaType: upload.media_type ?? UNKNOWN_TYPE,
    size: upload.size,
    sha256: null,
    crc32: read.length === parts.length ? combineCrc32(read) : null,
    crc32c: combineCrc32c(parts),
    storeEtag,
    createdBy: upload.created_by,
  });
  await tx.query(setCompleted, [id, file.fileId, file.version]);
  await platform.queue.enqueue(tx, verifyContentJob, { workspaceId: tx.workspaceId, uploadId: id });
  if (upload.staging_key !== null) await condemnObject(tx, upload.staging_key);
  return file;
}
