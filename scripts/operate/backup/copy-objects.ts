import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Problem } from '../../../src/core/errors.ts';
import { Digests } from '../../../src/platform/storage/digests.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import type { WantedObject } from './dump.ts';
import { type ObjectRecord, objectPath } from './layout.ts';
import { writeWhole } from './lines.ts';
import { patiently } from './patiently.ts';

type Found = ReturnType<Digests['finish']>;

/** Size and digests of a file that is there. */
export async function digestFile(path: string): Promise<Found> {
  const digests = new Digests();
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) digests.update(chunk);
  return digests.finish();
}

const isRight = (wanted: WantedObject, found: Found): boolean =>
  found.size === Number(wanted.size) && found.crc32c === Number(wanted.crc32c) && (wanted.sha256 ?? found.sha256) === found.sha256;

/**
 * Copies one object from the bucket into the backup, unless an earlier, interrupted backup has it there already. One that is missing in
 * the bucket or is not what its row says is noted with that fault, and the backup goes on. Throws when the store stays away.
 */
export async function copyObject(objects: ObjectStore, folder: string, wanted: WantedObject): Promise<ObjectRecord> {
  const path = objectPath(folder, wanted.key);
  const { key, etag } = wanted;
  const kept = (await stat(path).catch(() => undefined)) && (await digestFile(path));
  if (kept !== undefined && isRight(wanted, kept)) return { key, size: kept.size, sha256: kept.sha256, etag };
  const fetched = (): Promise<Found | undefined> => patiently(() => fetchObject(objects, path, key));
  let found = await fetched();
  if (found !== undefined && !isRight(wanted, found)) found = await fetched(); // once more: it may have been the network
  if (found === undefined) return { key, size: 0, sha256: '', etag, fault: 'missing' };
  const { size, sha256 } = found;
  return isRight(wanted, found) ? { key, size, sha256, etag } : { key, size, sha256, etag, fault: 'damaged' };
}

async function fetchObject(objects: ObjectStore, path: string, key: string): Promise<Found | undefined> {
  try {
    const source = await objects.read(key);
    return await writeWhole(path, async (file) => {
      const digests = new Digests();
      for await (const chunk of source as AsyncIterable<Buffer>) {
        digests.update(chunk);
        await file.writeFile(chunk);
      }
      return digests.finish();
    });
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return undefined;
    throw error;
  }
}
