import { CompleteMultipartUploadCommand, CopyObjectCommand, S3ServiceException, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { PartsRefused } from './object-parts.ts';
import { type Clients, COMPLETE_MS, type Encryption, plainTag, s3Wire } from './s3-wire.ts';
import { isMissing, storeFault } from './store-faults.ts';

/** The most that one call copies; S3 refuses more than 5 GiB. */
const AT_ONCE = 5 * 1024 ** 3;
const PART_BYTES = 1024 ** 3;
const PRECONDITION_FAILED = 412;

interface Copy {
  readonly bucket: string;
  readonly from: string;
  readonly to: string;
  readonly encryption: Encryption;
}

interface Source {
  readonly etag: string;
  readonly size: number;
}

/** Copies inside the store on the condition that the source has this ETag; a large one part by part. `atOnce` is for tests. */
export async function copyObject(clients: Clients, copy: Copy, source: Source, atOnce = AT_ONCE): Promise<{ readonly etag: string }> {
  const wire = s3Wire(clients, { bucket: copy.bucket, key: copy.to, contentType: undefined, encryption: copy.encryption });
  try {
    if (source.size <= atOnce) return await copyWhole(clients, copy, source);
  } catch (error) {
    throw refusal(error);
  }
  const uploadId = await wire.create();
  try {
    return await copyParts(clients, copy, source, uploadId, Math.min(PART_BYTES, atOnce));
  } catch (error) {
    await wire.abort(uploadId).catch(() => undefined); // the caller's intent names the key: the sweeper asks for open uploads of it
    throw refusal(error);
  }
}

const conditions = ({ bucket, from }: Copy, { etag }: Source) => ({ CopySource: `${bucket}/${from}`, CopySourceIfMatch: `"${etag}"` });

async function copyWhole({ client }: Clients, copy: Copy, source: Source): Promise<{ readonly etag: string }> {
  const secret = copy.encryption === undefined ? {} : { ServerSideEncryption: copy.encryption };
  const command = new CopyObjectCommand({ Bucket: copy.bucket, Key: copy.to, ...conditions(copy, source), ...secret });
  const { CopyObjectResult } = await client.send(command, { requestTimeout: COMPLETE_MS });
  return { etag: plainTag(CopyObjectResult?.ETag) };
}

async function copyParts({ client }: Clients, copy: Copy, source: Source, uploadId: string, partBytes: number) {
  const at = { Bucket: copy.bucket, Key: copy.to, UploadId: uploadId };
  const Parts: { PartNumber: number; ETag: string }[] = [];
  for (let start = 0; start < source.size; start += partBytes) {
    const PartNumber = Parts.length + 1;
    const CopySourceRange = `bytes=${start}-${Math.min(start + partBytes, source.size) - 1}`;
    const command = new UploadPartCopyCommand({ ...at, PartNumber, CopySourceRange, ...conditions(copy, source) });
    const { CopyPartResult } = await client.send(command, { requestTimeout: COMPLETE_MS });
    Parts.push({ PartNumber, ETag: `"${plainTag(CopyPartResult?.ETag)}"` });
  }
  const command = new CompleteMultipartUploadCommand({ ...at, MultipartUpload: { Parts } });
  const { ETag } = await client.send(command, { requestTimeout: COMPLETE_MS });
  return { etag: plainTag(ETag) };
}

const refusal = (error: unknown): Error => {
  const changed = error instanceof S3ServiceException && error.$metadata.httpStatusCode === PRECONDITION_FAILED;
  return changed || isMissing(error) ? new PartsRefused(error) : storeFault(error, 'copy');
};
