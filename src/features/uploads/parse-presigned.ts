import { Problem } from '../../core/errors.ts';
import { bareType, cleanFilename } from '../files/index.ts';
import { largerThan } from './errors.ts';
import type { UploadTarget, UploadWish } from './types.ts';

/** What a caller declares of an upload that goes straight to the store, as the contract lets it through. */
export interface PresignedInput {
  readonly dossierId?: string;
  readonly fileId?: string;
  readonly filename?: string;
  readonly title?: string;
  readonly mediaType?: string;
  readonly size: number;
  readonly sha256?: string;
  readonly parts: readonly { readonly size: number; readonly crc32c: number }[];
}

/** S3 takes no smaller part, but as the last one. */
const LEAST_PART = 5 * 1024 * 1024;

export const BODY_POINTERS = { dossierId: '/dossierId', fileId: '/fileId' } as const;

/**
 * Holds the declaration against itself and the limits. Throws `filename-invalid`, `too-large`, and `unprocessable`
 * for what contradicts itself, and for parts that the store would not take or that do not make the size.
 */
export function parsePresigned(input: PresignedInput, maxBytes: number): UploadWish {
  const { filename, title, mediaType, size, sha256, parts } = input;
  const target = targetOf(input);
  if (filename === undefined && 'dossierId' in target) throw unfit('/filename', 'A new file needs a filename.');
  if (size > maxBytes) throw largerThan(maxBytes);
  const small = parts.findIndex((part, at) => part.size < LEAST_PART && at < parts.length - 1);
  if (small >= 0) throw unfit(`/parts/${small}/size`, `Each part but the last has at least ${LEAST_PART} bytes.`);
  const sum = parts.reduce((bytes, part) => bytes + part.size, 0);
  if (sum !== size) throw unfit('/size', `The parts have ${sum} bytes together, the size is ${size}.`);
  return {
    target,
    filename: filename === undefined ? undefined : cleanFilename(filename),
    title,
    mediaType: bareType(mediaType),
    sha256,
    size,
  };
}

function targetOf({ dossierId, fileId }: PresignedInput): UploadTarget {
  if (dossierId !== undefined && fileId === undefined) return { dossierId };
  if (fileId !== undefined && dossierId === undefined) return { fileId };
  throw unfit('', 'Name what the upload becomes: dossierId for a new file, or fileId for a new version of one.');
}

const unfit = (pointer: string, detail: string): Problem =>
  new Problem('unprocessable', { detail, errors: [{ pointer, code: 'invalid', detail }] });
