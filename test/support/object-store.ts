import type { ObjectStore } from '../../src/platform/storage/objects.ts';
import { type ObjectStoreOptions, openObjectStore } from '../../src/platform/storage/open.ts';
import { environment } from './environment.ts';

/** The run's S3 server, or that of TABULARIUM_TEST_S3_ENDPOINT with its ..._BUCKET, ..._ACCESS_KEY_ID and ..._SECRET_ACCESS_KEY. */
export function storeOptions(): ObjectStoreOptions {
  const own = process.env.TABULARIUM_TEST_S3_ENDPOINT !== undefined;
  const env = own ? process.env : environment().env;
  const get = (name: string): string => {
    const value = env[own ? `TABULARIUM_TEST_${name}` : name];
    if (!value) throw new Error(`The test environment lacks ${name}.`);
    return value;
  };
  return {
    endpoint: get('S3_ENDPOINT'),
    region: 'us-east-1',
    bucket: get('S3_BUCKET'),
    accessKeyId: get('S3_ACCESS_KEY_ID'),
    secretAccessKey: get('S3_SECRET_ACCESS_KEY'),
    forcePathStyle: true,
  };
}

/** The bucket of the run; close it when done. */
export const openTestStore = (): ObjectStore => openObjectStore(storeOptions());

/** Keys of the objects, and keys of the open uploads, below a prefix. */
export async function contentsOf(store: ObjectStore, prefix: string): Promise<{ objects: string[]; uploads: string[] }> {
  const objects: string[] = [];
  for await (const key of store.keys(prefix)) objects.push(key);
  const uploads = (await store.openUploads(prefix)).map(({ key }) => key);
  return { objects, uploads };
}

/** `count` chunks of `size` bytes each; every chunk is another one. */
export async function* chunks(count: number, size: number): AsyncGenerator<Buffer, void, undefined> {
  for (let n = 0; n < count; n += 1) yield Buffer.alloc(size, n % 251);
}
