import type { ObjectFacts } from '../../platform/storage/objects.ts';

/** A file as it is answered: JSON text and its entity tag. */
export interface FileItem {
  readonly id: string;
  readonly etag: string;
  readonly body: string;
}

/** One file of an upload as it comes from the wire; `bytes` must be read to the end before the next one comes. */
export interface IncomingFile {
  /** As sent, not yet to be trusted; undefined when none was. */
  readonly filename: string | undefined;
  /** The same when it was given beside the file, not by it: what a new version is renamed to. */
  readonly chosenName?: string | undefined;
  readonly title: string | undefined;
  /** Media type that the sender declared, parameters removed, lower case. */
  readonly declaredType: string | undefined;
  /** SHA-256 in hex that its bytes are to have; undefined when none was promised. */
  readonly promised?: string | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What one upload may have: bytes of all its files together, and files. */
export interface UploadLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** One file of an upload whose bytes are in the store and do not count yet. */
export interface StoredFile {
  readonly id: string;
  readonly key: string;
  readonly filename: string;
  /** As sent. */
  readonly title: string | undefined;
  readonly mediaType: string;
  readonly facts: ObjectFacts;
}

/** A file to be; its id is made before its bytes are stored, and is part of their key. */
export interface NewFile {
  readonly dossierId: string;
  readonly id: string;
  readonly filename: string;
  readonly title: string;
}

/** A file that is there and gets new content; a name or title that is absent stays. */
export interface NextVersion {
  readonly fileId: string;
  /** Refused unless it names the file's revision. */
  readonly ifMatch?: string | undefined;
  readonly filename?: string | undefined;
  readonly title?: string | undefined;
}

/** Stored bytes that are to count, and what for. */
export interface Content {
  readonly target: NewFile | NextVersion;
  readonly objectKey: string;
  readonly mediaType: string;
  readonly size: number;
  /** Both null until somebody has read the bytes. */
  readonly sha256: string | null;
  readonly crc32: number | null;
  readonly crc32c: number;
  readonly storeEtag: string;
  /** The user who uploaded them. */
  readonly createdBy: string;
}

/** What is known of the bytes of a stored file. */
export const contentOf = ({ key, mediaType, facts }: StoredFile, createdBy: string): Omit<Content, 'target'> => {
  const { etag: storeEtag, ...digests } = facts;
  return { objectKey: key, mediaType, ...digests, storeEtag, createdBy };
};

/** What an analysis found: `pageCount` is null for files without pages. */
export type AnalysisOutcome =
  | { readonly status: 'PROCESSED'; readonly pageCount: number | null }
  | { readonly status: 'ERROR' | 'LICENSE_BLOCKED'; readonly error: { readonly code: string; readonly message: string } };

/** One version of one file, by its number. */
export interface FileVersionRef {
  readonly fileId: string;
  readonly version: number;
}
