import type { PartBuffer } from './part-buffer.ts';

/** One multipart upload of the store. */
export interface OpenUpload {
  readonly key: string;
  readonly uploadId: string;
}

/** A part that the store has taken. */
export interface UploadedPart {
  readonly number: number;
  readonly etag: string;
}

/** The same with its size. */
export interface StoredPart extends UploadedPart {
  readonly size: number;
}

/** What a caller outside may send to the store by itself: exactly these bytes, as this part. */
export interface PartToSign {
  readonly number: number;
  readonly size: number;
  readonly crc32c: number;
}

/** A request that a caller outside may make as it stands, until it expires. */
export interface SignedRequest {
  readonly url: string;
  /** To be sent with it; they are part of the signature, and so is the length of the body. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The store took back what it has: a part is missing, altered or too small, or the source of a copy changed. Trying again does not help. */
export class PartsRefused extends Error {
  constructor(cause: unknown) {
    super('the store refuses the parts of an upload', { cause });
    this.name = 'PartsRefused';
  }
}

/** A multipart upload call by call, for what outlives a request. Each throws Problem `unavailable` when the store is away. */
export interface ObjectParts {
  /** An empty buffer for the part, its memory out of the process's budget. */
  buffer(number: number): PartBuffer;
  /** A small object at once; replaces what is there. */
  put(key: string, body: Buffer): Promise<{ readonly etag: string }>;
  /** `checked`: the parts will carry CRC-32C, as those that are signed for others do. */
  create(key: string, checked?: 'checked'): Promise<string>;
  send(upload: OpenUpload, number: number, body: Buffer): Promise<{ readonly etag: string }>;
  /** The parts that are there, by number; none for an upload that is unknown or over. */
  list(upload: OpenUpload): Promise<readonly StoredPart[]>;
  /**
   * Makes the object. Done a second time it succeeds. Throws PartsRefused, also when the store says that the whole has another CRC-32C
   * than `crc32c`; not every store says it.
   */
  complete(upload: OpenUpload, parts: readonly UploadedPart[], crc32c?: number): Promise<{ readonly etag: string }>;
  /** Copies an object inside the store as long as it has this ETag. Throws PartsRefused when it has another, or is not there. */
  copy(from: string, to: string, source: { readonly etag: string; readonly size: number }): Promise<{ readonly etag: string }>;
  /** Signs the sending of one part: its length and its CRC-32C with it. */
  presign(upload: OpenUpload, part: PartToSign, seconds: number): Promise<SignedRequest>;
}
