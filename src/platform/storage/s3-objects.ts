import { addAbortSignal, Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { notFound } from '../../core/errors.ts';
import type { ByteRange, ObjectStore } from './objects.ts';
import type { BufferPool } from './part-buffer.ts';
import { s3Parts } from './s3-parts.ts';
import { type Clients, type Encryption, s3Wire } from './s3-wire.ts';
import { isMissing, isNoSuchUpload, storeFault } from './store-faults.ts';
import { writeObject } from './write-object.ts';

interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}

/** The bucket `name` behind opened clients. */
export function s3Objects(clients: Clients, name: string, pool: BufferPool, encryption: Encryption): ObjectStore {
  const { client, downloads } = clients;
  const bucket: Bucket = { client, name };
  return {
    write: (key, source, options) =>
      writeObject(s3Wire(clients, { bucket: name, key, contentType: options.contentType, encryption }), pool, source, options),
    read: (key, options) => read({ client: downloads, name }, key, options?.range, options?.signal),
    head: (key) => head(bucket, key),
    remove: (key) => remove(bucket, key),
    abort: (key, uploadId) => abort(bucket, key, uploadId),
    openUploads: (prefix) => openUploads(bucket, prefix),
    keys: (prefix) => keys(bucket, prefix),
    page: (prefix, after, limit) => page(bucket, prefix, after, limit),
    parts: s3Parts(clients, name, pool, encryption),
    ping: () => ping(bucket),
    close: () => {
      for (const each of Object.values<S3Client>({ ...clients })) each.destroy();
    },
  };
}

async function read({ client, name }: Bucket, key: string, range?: ByteRange, signal?: AbortSignal): Promise<Readable> {
  const wanted = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` };
  const command = new GetObjectCommand({ Bucket: name, Key: key, ...wanted });
  const answer = await client.send(command, signal === undefined ? {} : { abortSignal: signal }).catch((error: unknown) => {
    signal?.throwIfAborted();
    if (isMissing(error)) throw notFound('object');
    throw storeFault(error, 'read');
  });
  if (!(answer.Body instanceof Readable)) throw new Error('object store: a body that is no stream');
  return signal === undefined ? answer.Body : addAbortSignal(signal, answer.Body);
}

async function head({ client, name }: Bucket, key: string): ReturnType<ObjectStore['head']> {
  try {
    const answer = await client.send(new HeadObjectCommand({ Bucket: name, Key: key }));
    return { size: answer.ContentLength ?? 0, etag: (answer.ETag ?? '').replaceAll('"', '') };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw storeFault(error, 'head');
  }
}

async function remove({ client, name }: Bucket, key: string): Promise<void> {
  try {
    await client.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
  } catch (error) {
    if (!isMissing(error)) throw storeFault(error, 'remove');
  }
}

async function abort({ client, name }: Bucket, key: string, uploadId: string): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket: name, Key: key, UploadId: uploadId }));
  } catch (error) {
    if (!isNoSuchUpload(error)) throw storeFault(error, 'abort');
  }
}

async function openUploads({ client, name }: Bucket, prefix: string): ReturnType<ObjectStore['openUploads']> {
  const found: { key: string; uploadId: string }[] = [];
  let after: { KeyMarker: string | undefined; UploadIdMarker: string | undefined } | undefined;
  do {
    const page = await client.send(new ListMultipartUploadsCommand({ Bucket: name, Prefix: prefix, ...after })).catch((error: unknown) => {
      throw storeFault(error, 'list uploads');
    });
    for (const { Key, UploadId } of page.Uploads ?? []) {
      if (Key?.startsWith(prefix) === true && UploadId !== undefined) found.push({ key: Key, uploadId: UploadId });
    }
    after = page.IsTruncated === true ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker } : undefined;
  } while (after !== undefined);
  return found;
}

async function* keys({ client, name }: Bucket, prefix: string): AsyncGenerator<string, void, undefined> {
  let token: string | undefined;
  do {
    const from: { ContinuationToken?: string } = token === undefined ? {} : { ContinuationToken: token };
    const page = await client.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ...from })).catch((error: unknown) => {
      throw storeFault(error, 'list');
    });
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

async function page({ client, name }: Bucket, prefix: string, after: string, limit: number): ReturnType<ObjectStore['page']> {
  const from = after === '' ? {} : { StartAfter: after };
  const command = new ListObjectsV2Command({ Bucket: name, Prefix: prefix, MaxKeys: limit, ...from });
  const answer = await client.send(command).catch((error: unknown) => {
    throw storeFault(error, 'list');
  });
  const objects = (answer.Contents ?? []).flatMap(({ Key, LastModified }) =>
    Key === undefined || LastModified === undefined ? [] : [{ key: Key, storedAt: LastModified }],
  );
  return { objects, more: answer.IsTruncated === true };
}

async function ping({ client, name }: Bucket): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }));
  } catch (error) {
    throw storeFault(error, 'ping');
  }
}
