import { type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { OpenUpload, PartToSign, SignedRequest } from './object-parts.ts';

const CRC32C_HEADER = 'x-amz-checksum-crc32c';

/** The CRC as S3 writes it: base64 of its four bytes, the highest first. */
export function wireCrc(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
}

/**
 * Signs the sending of one part. Length and CRC-32C stay headers and are signed, so that the store refuses other bytes and other lengths;
 * moved into the address, as is usual, they would be words that nobody checks. Makes no call.
 */
export async function presignPart(
  signer: S3Client,
  bucket: string,
  { key, uploadId }: OpenUpload,
  { number, size, crc32c }: PartToSign,
  seconds: number,
): Promise<SignedRequest> {
  const sum = wireCrc(crc32c);
  const part = { Bucket: bucket, Key: key, UploadId: uploadId, PartNumber: number, ContentLength: size, ChecksumCRC32C: sum };
  const url = await getSignedUrl(signer, new UploadPartCommand(part), {
    expiresIn: seconds,
    unhoistableHeaders: new Set([CRC32C_HEADER]),
    signableHeaders: new Set(['host', 'content-length', CRC32C_HEADER]),
  });
  return { url, headers: { [CRC32C_HEADER]: sum } };
}
