import { S3ServiceException } from '@aws-sdk/client-s3';
import { Problem } from '../../core/errors.ts';

const MISSING = new Set(['NoSuchKey', 'NotFound']);

/** Whether the store says that there is no such object. */
export const isMissing = (error: unknown): boolean => error instanceof Error && MISSING.has(error.name);

/** Whether the store says that there is no such multipart upload (any more). */
export const isNoSuchUpload = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchUpload';

/** The store's own words are for the log; a caller learns that storage is away and when to come back. */
export function storeFault(error: unknown, action: string): Problem {
  const status = error instanceof S3ServiceException ? ` (${error.$metadata.httpStatusCode ?? 'no'} status)` : '';
  const name = error instanceof Error ? error.name : 'fault';
  return new Problem('unavailable', {
    detail: 'The file storage cannot be reached at the moment. Try again in a few seconds.',
    headers: { 'Retry-After': '5' },
    reason: `object store: ${action}: ${name}${status}`,
    cause: error,
  });
}
