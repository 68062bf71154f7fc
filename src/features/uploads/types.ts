import type { Piece } from '../../platform/storage/combine-crc.ts';
import type { Content } from '../files/index.ts';

/** What an upload becomes: a file of a dossier, or the next version of a file. */
export type UploadTarget = { readonly dossierId: string } | { readonly fileId: string };

/** What a caller says of the file when an upload begins. */
export interface UploadWish {
  readonly target: UploadTarget;
  /** Cleaned; undefined keeps the name of a file that gets a new version. */
  readonly filename: string | undefined;
  readonly title: string | undefined;
  /** As declared, without parameters; undefined when it is to be recognized. */
  readonly mediaType: string | undefined;
  /** In hexadecimals, as declared. */
  readonly sha256: string | undefined;
  readonly size: number;
}

/** A resumable upload as its own protocol sees it. */
export interface ResumableUpload {
  readonly status: UploadStatus;
  readonly size: number;
  readonly offset: number;
  readonly metadata: Readonly<Record<string, string | null>>;
  readonly expiresAt: Date;
  /** The file it has become. */
  readonly fileId: string | null;
  /** Why it failed. */
  readonly reason: string | null;
}

export type UploadStatus = 'OPEN' | 'COMPLETING' | 'COMPLETED' | 'FAILED' | 'EXPIRED' | 'CANCELLED';

/** The right to write to an upload, until the lease ends or somebody takes it over. */
export interface WriteClaim {
  readonly id: string;
  readonly attempt: number;
  readonly size: number;
  /** Kept so far: whole parts and the tail. */
  readonly offset: number;
  /** Whole parts so far. */
  readonly parts: number;
  readonly objectKey: string;
  readonly storeUploadId: string | null;
  readonly tail: { readonly key: string; readonly size: number } | null;
}

/** A part that the store has. */
export interface KeptPart extends Piece {
  readonly number: number;
  readonly etag: string;
}

/** A version of a file that an upload has become. */
export interface CompletedUpload {
  readonly fileId: string;
  readonly version: number;
}

/** A part as its row has it: the CRC-32 is null when the bytes did not pass through here, the ETag until the part was seen in the store. */
export interface DeclaredPart {
  readonly number: number;
  readonly size: number;
  readonly crc32: number | null;
  readonly crc32c: number;
  readonly store_etag: string | null;
}

/** An upload whose bytes are all in the store, as its row has it. */
export interface CompletingUpload {
  readonly id: string;
  readonly dossier_id: string | null;
  readonly file_id: string;
  readonly filename: string;
  readonly title: string | null;
  readonly media_type: string | null;
  readonly size: number;
  readonly object_key: string;
  readonly staging_key: string | null;
  readonly store_upload_id: string | null;
  readonly created_by: string;
  readonly parts: readonly DeclaredPart[];
}

/** What the bytes of an upload become. */
export const contentTarget = ({ dossier_id: dossierId, file_id, filename, title }: Omit<CompletingUpload, 'parts'>): Content['target'] =>
  dossierId === null
    ? { fileId: file_id, filename, ...(title !== null && { title }) }
    : { dossierId, id: file_id, filename, title: title ?? filename };

/** A direct upload as its row has it. */
export interface PresignedRow {
  readonly id: string;
  readonly status: UploadStatus;
  readonly staging_key: string;
  readonly store_upload_id: string | null;
  readonly expires_at: Date;
}
