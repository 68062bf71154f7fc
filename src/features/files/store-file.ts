import { requireDigest } from '../../core/content-digest.ts';
import { newId } from '../../core/ids.ts';
import { fileKey } from '../../platform/storage/keys.ts';
import type { StoreOne } from '../../platform/storage/store-object.ts';
import { fileEmpty } from './errors.ts';
import { cleanFilename } from './name-file.ts';
import { SAMPLE_BYTES, settleType } from './sniff-type.ts';
import { takeSample } from './take-sample.ts';
import type { IncomingFile, StoredFile } from './types.ts';

/**
 * Streams one file of an upload to the store: its name made safe, its type held against its first bytes. It does not count yet.
 * Throws `filename-invalid`, `file-empty`, `media-type-mismatch`, `digest-mismatch`, and what reading its bytes throws.
 */
export async function storeFile(store: StoreOne, workspaceId: string, id: string, file: IncomingFile): Promise<StoredFile> {
  const filename = cleanFilename(file.filename);
  const { sample, bytes } = await takeSample(file.bytes, SAMPLE_BYTES);
  if (sample.length === 0) throw fileEmpty('A file of the upload has no bytes.');
  const mediaType = await settleType(sample, file.declaredType, filename);
  const key = fileKey(workspaceId, id, newId());
  const facts = await store(key, bytes);
  requireDigest(file.promised, facts.sha256);
  return { id, key, filename, title: file.title, mediaType, facts };
}
