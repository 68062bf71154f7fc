import { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, HeadObjectCommand, ListPartsCommand } from '@aws-sdk/client-s3';
import { type ObjectParts, type OpenUpload, PartsRefused, type StoredPart, type UploadedPart } from './object-parts.ts';
import { type BufferPool, PartBuffer } from './part-buffer.ts';
import { copyObject } from './s3-copy.ts';
import { presignPart, wireCrc } from './s3-presign.ts';
import { type Clients, COMPLETE_MS, type Encryption, plainTag, s3Wire } from './s3-wire.ts';
import { isMissing, isNoSuchUpload, storeFault } from './store-faults.ts';

const REFUSALS = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'BadDigest', 'InvalidRequest']);

/** The calls of multipart uploads in the bucket, one by one. */
export function s3Parts(clients: Clients, bucket: string, pool: BufferPool, encryption: Encryption): ObjectParts {
  const wire = (key: string) => s3Wire(clients, { bucket, key, contentType: undefined, encryption });
  return {
    buffer: (number) => new PartBuffer(pool, number),
    put: async (key, body) => ({ etag: plainTag((await wire(key).put(body)).etag) }),
    create: (key, checked) => (checked === undefined ? wire(key).create() : createChecked(clients, bucket, key, encryption)),
    send: ({ key, uploadId }, number, body) => wire(key).part(uploadId, number, body),
    list: (upload) => list(clients, bucket, upload),
    complete: (upload, parts, sum) => complete(clients, bucket, upload, parts, sum),
    copy: (from, to, source) => copyObject(clients, { bucket, from, to, encryption }, source),
    presign: (upload, part, seconds) => presignPart(clients.signer, bucket, upload, part, seconds),
  };
}

async function createChecked({ once }: Clients, bucket: string, key: string, encryption: Encryption): Promise<string> {
  const sums = { ChecksumAlgorithm: 'CRC32C', ChecksumType: 'FULL_OBJECT' } as const;
  const secret = encryption === undefined ? {} : { ServerSideEncryption: encryption };
  const { UploadId } = await once
    .send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ...sums, ...secret }))
    .catch((error: unknown) => {
      throw storeFault(error, 'create upload');
    });
  if (UploadId === undefined) throw new Error('object store: an upload without an id');
  return UploadId;
}

async function list({ client }: Clients, bucket: string, { key, uploadId }: OpenUpload): Promise<readonly StoredPart[]> {
  const found: StoredPart[] = [];
  let after: string | undefined;
  do {
    const from = after === undefined ? {} : { PartNumberMarker: after };
    const page = await client
      .send(new ListPartsCommand({ Bucket: bucket, Key: key, UploadId: uploadId, ...from }))
      .catch((error: unknown) => {
        if (isNoSuchUpload(error)) return { Parts: [], IsTruncated: false, NextPartNumberMarker: undefined };
        throw storeFault(error, 'list parts');
      });
    for (const { PartNumber: number, ETag: etag, Size: size } of page.Parts ?? []) {
      if (number !== undefined && etag !== undefined && size !== undefined) found.push({ number, etag, size });
    }
    after = page.IsTruncated === true ? page.NextPartNumberMarker : undefined;
  } while (after !== undefined);
  return found.sort((a, b) => a.number - b.number);
}

async function complete(
  { client }: Clients,
  bucket: string,
  { key, uploadId }: OpenUpload,
  parts: readonly UploadedPart[],
  sum: number | undefined,
): Promise<{ readonly etag: string }> {
  const at = { Bucket: bucket, Key: key };
  const MultipartUpload = { Parts: parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag })) };
  try {
    const command = new CompleteMultipartUploadCommand({ ...at, UploadId: uploadId, MultipartUpload });
    const { ETag, ChecksumCRC32C, ChecksumType } = await client.send(command, { requestTimeout: COMPLETE_MS });
    const told = ChecksumType === 'FULL_OBJECT' ? ChecksumCRC32C : undefined;
    if (sum !== undefined && told !== undefined && told !== wireCrc(sum)) throw new PartsRefused(new Error(`CRC-32C ${told} of the whole`));
    return { etag: plainTag(ETag) };
  } catch (error) {
    if (error instanceof PartsRefused) throw error;
    if (error instanceof Error && REFUSALS.has(error.name)) throw new PartsRefused(error);
    if (!isNoSuchUpload(error)) throw storeFault(error, 'complete upload');
    // the answer to an earlier call may have been lost: the key belongs to this upload alone
    return client.send(new HeadObjectCommand(at)).then(
      ({ ETag }) => ({ etag: plainTag(ETag) }),
      (fault: unknown) => {
        throw isMissing(fault) ? new PartsRefused(error) : storeFault(fault, 'complete upload');
      },
    );
  }
}
