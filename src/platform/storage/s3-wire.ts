import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { UploadedPart } from './object-parts.ts';
import { storeFault } from './store-faults.ts';
import type { Wire } from './write-object.ts';

/** Until a store answers that an upload is complete: some copy the whole object first. */
export const COMPLETE_MS = 15 * 60_000;

export type Encryption = 'AES256' | 'aws:kms' | undefined;

/** One store, reached in several ways. */
export interface Clients {
  readonly client: S3Client;
  /** With sockets of its own, so that slow downloads leave those of all other calls alone. */
  readonly downloads: S3Client;
  /** Never repeats a call. */
  readonly once: S3Client;
  /** Signs for others, under the address by which they reach the store, and makes no call. */
  readonly signer: S3Client;
}

interface Target {
  readonly bucket: string;
  readonly key: string;
  readonly contentType: string | undefined;
  readonly encryption: Encryption;
}

const etagOf = (answer: { readonly ETag?: string | undefined }): { readonly etag: string } => {
  if (answer.ETag === undefined) throw new Error('object store: an answer without an ETag');
  return { etag: answer.ETag };
};

/** A store's ETag without its quotes. */
export const plainTag = (etag: string | undefined): string => {
  if (etag === undefined) throw new Error('object store: an answer without an ETag');
  return etag.replaceAll('"', '');
};

const failing = (action: string) => (error: unknown) => {
  throw storeFault(error, action);
};

/** The calls that write one object. `once` never repeats a call: an upload created twice would leave one that nobody ends. */
export function s3Wire({ client, once }: Pick<Clients, 'client' | 'once'>, { bucket, key, contentType, encryption }: Target): Wire {
  const at = { Bucket: bucket, Key: key };
  const made = {
    ...(contentType !== undefined && { ContentType: contentType }),
    ...(encryption !== undefined && { ServerSideEncryption: encryption }),
  };
  return {
    put: async (body) => {
      const command = new PutObjectCommand({ ...at, ...made, Body: body, ContentLength: body.length });
      return etagOf(await client.send(command).catch(failing('put')));
    },
    create: async () => {
      const { UploadId } = await once.send(new CreateMultipartUploadCommand({ ...at, ...made })).catch(failing('create upload'));
      if (UploadId === undefined) throw new Error('object store: an upload without an id');
      return UploadId;
    },
    part: async (uploadId, number, body) => {
      const command = new UploadPartCommand({ ...at, UploadId: uploadId, PartNumber: number, Body: body, ContentLength: body.length });
      return etagOf(await client.send(command).catch(failing('send part')));
    },
    complete: async (uploadId, parts) => {
      const MultipartUpload = { Parts: parts.map((part: UploadedPart) => ({ PartNumber: part.number, ETag: part.etag })) };
      const command = new CompleteMultipartUploadCommand({ ...at, UploadId: uploadId, MultipartUpload });
      return etagOf(await client.send(command, { requestTimeout: COMPLETE_MS }).catch(failing('complete upload')));
    },
    abort: async (uploadId) => {
      await client.send(new AbortMultipartUploadCommand({ ...at, UploadId: uploadId }));
    },
  };
}
