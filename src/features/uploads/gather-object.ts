import { combineCrc32c } from '../../platform/storage/combine-crc.ts';
import { PartsRefused } from '../../platform/storage/object-parts.ts';
import type { ObjectStore } from '../../platform/storage/objects.ts';
import type { CompletingUpload } from './types.ts';

/**
 * Makes the one object of an upload under its final key, and gives the store's ETag. Done again it succeeds. Throws PartsRefused when the
 * parts are not what they were.
 */
export async function gatherObject(objects: ObjectStore, upload: CompletingUpload): Promise<string> {
  const parts = upload.parts.map(({ number, store_etag: etag }) => ({ number, etag: etag ?? '' }));
  const { object_key: key, staging_key: staging, store_upload_id: uploadId } = upload;
  // one part that was put as it is
  if (uploadId === null) return parts[0]?.etag ?? '';
  const made = await objects.parts.complete({ key: staging ?? key, uploadId }, parts, combineCrc32c(upload.parts));
  const { etag } = staging === null ? made : await copyStaging(objects, staging, upload);
  // whoever opened one may have died before it was named or ended; nobody needs one any more
  for (const stray of await objects.openUploads(key)) await objects.abort(stray.key, stray.uploadId);
  return etag;
}

/** Callers could write to the first key, to the second one nobody can. */
async function copyStaging(
  objects: ObjectStore,
  staging: string,
  { object_key: key, size }: CompletingUpload,
): Promise<{ readonly etag: string }> {
  const found = await objects.head(staging);
  if (found?.size !== size) throw new PartsRefused(new Error(`${found?.size} bytes where ${size} were declared`));
  return objects.parts.copy(staging, key, found);
}
