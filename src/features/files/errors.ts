import { Problem } from '../../core/errors.ts';

export const fileEmpty = (detail: string): Problem => new Problem('file-empty', { detail });

export const filenameInvalid = (detail: string): Problem =>
  new Problem('filename-invalid', { detail, errors: [{ pointer: 'filename', code: 'invalid', detail }] });

export const tooLarge = (maxBytes: number): Problem =>
  new Problem('too-large', { detail: `The upload is larger than the ${maxBytes} bytes that this installation takes at once. Send less.` });

export const tooManyFiles = (maxFiles: number): Problem =>
  new Problem('too-large', {
    detail: `This takes at most ${maxFiles === 1 ? 'one file' : `${maxFiles} files`} at a time. Send the others in another request.`,
  });

export const typeMismatch = (said: string, found: string): Problem =>
  new Problem('media-type-mismatch', {
    detail: `The file claims to be ${said}, but its bytes are ${found}. Declare its true media type and give it a fitting name.`,
  });

/** Bytes that nobody has read yet are not handed out. */
export const notReadYet = (): Problem =>
  new Problem('not-ready', {
    detail: 'The bytes of this version are still being checked. Ask again after the seconds in Retry-After.',
    headers: { 'Retry-After': '1' },
  });

export const bytesGone = (reason: string | null): Problem =>
  new Problem('gone', {
    detail: ['The bytes of this version are gone.', reason, 'Upload them as a new version.'].filter((text) => text !== null).join(' '),
  });

export const tornUpload = (cause?: unknown): Problem =>
  new Problem('invalid-request', { detail: 'The upload ended early or is not well-formed. Nothing was stored; send it again.', cause });
