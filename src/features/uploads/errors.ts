import { Problem } from '../../core/errors.ts';

export const offsetConflict = (): Problem =>
  new Problem('upload-offset-conflict', {
    detail: 'The upload is not at the offset that Upload-Offset names. Read the offset with HEAD and go on from there.',
  });

export const uploadLocked = (): Problem =>
  new Problem('upload-locked', {
    detail: 'Another request is writing to this upload. Read the offset with HEAD in a moment and go on from there.',
    headers: { 'Retry-After': '2' },
  });

export const uploadOver = (reason: string | null = null): Problem =>
  new Problem('gone', { detail: `This upload has ended without a file. ${reason ?? 'It has expired or was cancelled.'} Begin a new one.` });

export const uploadClosed = (status: string): Problem =>
  new Problem('upload-closed', {
    detail: `The upload is ${status}: all its bytes are here. Read its fileId with GET /uploads/{uploadId}; what you do not want, delete there.`,
  });

export const versionUnsupported = (): Problem =>
  new Problem('tus-version-unsupported', {
    detail: 'This is an address of the tus protocol, version 1.0.0. Send the header Tus-Resumable: 1.0.0.',
    headers: { 'Tus-Version': '1.0.0' },
  });

export const lengthExceeded = (): Problem =>
  new Problem('too-large', {
    detail:
      'More bytes were announced or sent than the Upload-Length that the upload was begun with. Send only so many, or begin a new upload.',
  });

export const largerThan = (maxBytes: number): Problem =>
  new Problem('too-large', { detail: `The upload is larger than the ${maxBytes} bytes that this installation takes at once. Send less.` });

export const tooManyOpen = (most: number): Problem =>
  new Problem('too-many-requests', {
    detail: `This workspace has ${most} uploads under way. End or cancel some of them before beginning another.`,
    headers: { 'Retry-After': '60' },
  });

/** The dossier or file that is named does not exist here. */
export const targetUnknown = (pointer: string, noun: 'dossier' | 'file'): Problem => {
  const detail = `There is no such ${noun} in this workspace.`;
  return new Problem('unprocessable', { detail, errors: [{ pointer, code: 'unknown', detail }] });
};

/** The writer's claim was taken over, or the upload was cancelled under its hands. */
export class ClaimLost extends Error {
  constructor() {
    super('the claim on an upload was lost');
    this.name = 'ClaimLost';
  }
}
