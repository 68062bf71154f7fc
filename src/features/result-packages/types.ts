import type { FileVersionRef } from '../files/index.ts';

/** What a caller asks for; a dossier stands for all its files. */
export interface Selection {
  readonly dossierIds?: readonly string[];
  readonly fileIds?: readonly string[];
}

/** A package as it is answered: JSON text and its entity tag. */
export interface PackageItem {
  readonly id: string;
  readonly etag: string;
  readonly body: string;
  /** Whether it is still to be made: worth asking again in a moment. */
  readonly busy: boolean;
}

export const isBusy = (status: string): boolean => status === 'QUEUED' || status === 'GENERATING';

/** One file of the snapshot, with its path in the zip. */
export interface PackageEntry extends FileVersionRef {
  readonly name: string;
  readonly size: number;
  /** Hex; null when nobody had read the bytes when the package was asked for. */
  readonly sha256: string | null;
}
