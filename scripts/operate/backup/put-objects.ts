import { createReadStream } from 'node:fs';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import type { Say } from '../../stack/progress.ts';
import { type BackupRecord, type ObjectRecord, objectPath } from './layout.ts';
import { inParallel } from './parallel.ts';
import { patiently } from './patiently.ts';
import { ObjectProgress } from './progress.ts';
import { checkObject, objectsOf } from './verify.ts';

const PUTS_AT_ONCE = 4;

/** An object whose ETag is another one in the new bucket. */
export interface NewEtag {
  readonly key: string;
  readonly etag: string;
}

/**
 * Puts every object of a backup into the bucket, unless it is there still; each file is checked first, so that no good object is
 * overwritten by a bad one. Nothing names them until the rows come. Throws when a file is not what the record says, or the store stays away.
 */
export async function putObjects(folder: string, record: BackupRecord, objects: ObjectStore, say: Say): Promise<NewEtag[]> {
  const progress = new ObjectProgress(say, 'put', record.objects.rows);
  const changed: NewEtag[] = [];
  for await (const { object, etag } of inParallel(objectsOf(folder, record), PUTS_AT_ONCE, (one) => putOne(folder, objects, one))) {
    progress.add(object.size);
    if (etag !== object.etag) changed.push({ key: object.key, etag });
  }
  progress.tell();
  return changed;
}

async function putOne(folder: string, objects: ObjectStore, object: ObjectRecord): Promise<{ object: ObjectRecord; etag: string }> {
  await checkObject(folder, object);
  return patiently(() => send(folder, objects, object));
}

async function send(folder: string, objects: ObjectStore, object: ObjectRecord): Promise<{ object: ObjectRecord; etag: string }> {
  const { key, size, sha256 } = object;
  const kept = await objects.head(key);
  if (kept?.size === size && kept.etag === object.etag) return { object, etag: kept.etag };
  const source = createReadStream(objectPath(folder, key), { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
  const type = key.includes('/result-packages/') ? { contentType: 'application/zip' } : {};
  const written = await objects.write(key, source, { signal: new AbortController().signal, onUploadId: async () => undefined, ...type });
  const there = await objects.head(key);
  if (written.sha256 !== sha256 || there?.size !== size) throw new Error(`The bucket has not kept the object ${key} as it was sent.`);
  return { object, etag: written.etag };
}
