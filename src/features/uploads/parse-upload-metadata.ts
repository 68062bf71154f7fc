import { Problem } from '../../core/errors.ts';
import { isUuid } from '../../core/ids.ts';
import { bareType, checkTitle, cleanFilename } from '../files/index.ts';
import type { UploadTarget, UploadWish } from './types.ts';

const HEADER = 'Upload-Metadata';

/** Where a target stands in the request. */
export const METADATA_POINTERS = { dossierId: `${HEADER}/dossierId`, fileId: `${HEADER}/fileId` } as const;

/**
 * What the metadata of a resumable upload says of the file: `dossierId` or `fileId`, `filename`, `filetype`, `title`. Other keys are left
 * alone, since clients send some of their own. Throws `unprocessable`, `filename-invalid`.
 */
export function parseUploadMetadata(metadata: Readonly<Record<string, string | null>>, size: number): UploadWish {
  const value = (name: string): string | undefined => metadata[name] ?? undefined;
  const target = targetOf(value('dossierId'), value('fileId'));
  const filename = value('filename');
  if (filename === undefined && 'dossierId' in target) throw unfit(`${HEADER}/filename`, 'The metadata lacks the key filename.');
  const title = value('title');
  return {
    target,
    filename: filename === undefined ? undefined : cleanFilename(filename),
    title: title === undefined ? undefined : checkTitle(title, `${HEADER}/title`),
    mediaType: declaredType(value('filetype')),
    sha256: undefined,
    size,
  };
}

function targetOf(dossierId: string | undefined, fileId: string | undefined): UploadTarget {
  if ((dossierId === undefined) === (fileId === undefined)) {
    throw unfit(HEADER, 'The metadata names what the upload becomes: dossierId for a new file, or fileId for a new version of one.');
  }
  if (dossierId !== undefined) return { dossierId: checkId('dossierId', dossierId) };
  return { fileId: checkId('fileId', fileId ?? '') };
}

function checkId(name: keyof typeof METADATA_POINTERS, id: string): string {
  if (isUuid(id)) return id;
  throw unfit(METADATA_POINTERS[name], `The ${name} of the metadata is not a UUID.`);
}

function declaredType(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  const type = bareType(given);
  if (type === undefined) throw unfit(`${HEADER}/filetype`, 'The filetype of the metadata is not a media type.');
  return type;
}

const unfit = (pointer: string, detail: string): Problem =>
  new Problem('unprocessable', { detail, errors: [{ pointer, code: 'invalid', detail }] });
