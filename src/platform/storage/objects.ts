import type { Readable } from 'node:stream';
import type { ObjectParts } from './object-parts.ts';

/** What one pass over the bytes found out. Hex for digests, unsigned 32-bit numbers for CRCs, bytes for size. */
export interface ObjectFacts {
  readonly size: number;
  readonly sha256: string;
  readonly crc32: number;
  readonly crc32c: number;
  /** The store's own ETag, quotes removed. */
  readonly etag: string;
}

export interface ByteRange {
  readonly start: number;
  /** Inclusive, as in RFC 9110. */
  readonly end: number;
}

/** An object as a listing has it. */
export interface ListedObject {
  readonly key: string;
  /** By the clock of the store. */
  readonly storedAt: Date;
}

/** The bucket: bytes by key, streamed in fixed part buffers, nothing whole in memory. */
export interface ObjectStore {
  /** Streams to a multipart upload (or one PutObject when it fits one part). `onUploadId` is awaited before the first part. Rejects, with the upload aborted and nothing visible, when source or signal fails. */
  write(
    key: string,
    source: AsyncIterable<Uint8Array>,
    options: { readonly signal: AbortSignal; readonly onUploadId: (uploadId: string) => Promise<void>; readonly contentType?: string },
  ): Promise<ObjectFacts>;
  /** Throws Problem `not-found` when there is no such object. The body must be consumed or destroyed. */
  read(key: string, options?: { readonly range?: ByteRange; readonly signal?: AbortSignal }): Promise<Readable>;
  head(key: string): Promise<{ readonly size: number; readonly etag: string } | undefined>;
  /** Removing what is not there succeeds. */
  remove(key: string): Promise<void>;
  /** Ends a multipart upload; an unknown one succeeds. */
  abort(key: string, uploadId: string): Promise<void>;
  /** Open multipart uploads below a prefix. */
  openUploads(prefix: string): Promise<readonly { readonly key: string; readonly uploadId: string }[]>;
  /** Objects below a prefix: for proofs and sweeps only; the truth is the database. */
  keys(prefix: string): AsyncIterable<string>;
  /** The same a page at a time, those behind the key `after` ('' for all), in the order of the keys' bytes. */
  page(prefix: string, after: string, limit: number): Promise<{ readonly objects: readonly ListedObject[]; readonly more: boolean }>;
  /** Multipart uploads call by call. */
  readonly parts: ObjectParts;
  /** Rejects when the bucket cannot be reached. */
  ping(): Promise<void>;
  close(): void;
}
