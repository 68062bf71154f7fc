import { notFound, Problem } from '../../core/errors.ts';
import { PutOff } from '../../platform/queue/handle.ts';
import { isBusy } from './types.ts';

export const packageNotFound = (): Problem => notFound('result package');

/** The selection cannot be packed; `pointer` names the faulty part of the body. */
export const unprocessable = (pointer: string, code: string, detail: string): Problem =>
  new Problem('unprocessable', { detail, errors: [{ pointer, code, detail }] });

export const expired = (): Problem =>
  new Problem('gone', { detail: 'The result package has expired and its bytes are gone. Ask for a new one.' });

/** There is nothing to download (yet): why, and whether waiting helps. */
export function notReady(status: string, reason: string | null): Problem {
  if (isBusy(status)) {
    return new Problem('not-ready', {
      detail: 'The result package is still being made. Ask again after the seconds in Retry-After.',
      headers: { 'Retry-After': '1' },
    });
  }
  return new Problem('not-ready', { detail: `The result package was not made: ${reason ?? 'it was cancelled.'} Ask for a new one.` });
}

/** The package was deleted while it was being made: its job ends quietly. */
export class PackageWithdrawn extends Error {
  constructor() {
    super('the result package is not wanted any more');
    this.name = 'PackageWithdrawn';
  }
}

/** The bytes of a file cannot be packed, and trying again does not help; `says` is what the package says of it. */
export class UnusableSource extends Error {
  readonly says: PackageError;

  constructor(says: PackageError, reason: string) {
    super(reason);
    this.name = 'UnusableSource';
    this.says = says;
  }
}

const UNREAD_SECONDS = 5;

/** Nobody has read the bytes of a file yet: the package waits for it. */
export const sourceUnread = (fileId: string): PutOff => new PutOff(UNREAD_SECONDS, `the bytes of file ${fileId} are still being checked`);

/** Why a package failed, as its `error` shows it. */
export interface PackageError {
  readonly code: string;
  readonly message: string;
}

export const FAILED_OFTEN: PackageError = {
  code: 'PACKAGE_FAILED',
  message: 'The package could not be made in several attempts. Ask for it again; if it fails again, report its id.',
};

/** The stored bytes are not those that were uploaded, or not there. */
export const damagedSource = (fileId: string, reason: string): UnusableSource =>
  new UnusableSource(
    {
      code: 'SOURCE_DAMAGED',
      message: `The stored bytes of the file ${fileId} are missing or damaged, so no package was made. Report this, or ask for one without it.`,
    },
    `stored bytes of file ${fileId}: ${reason}`,
  );

/** The bytes were taken away after the package was asked for; `fault` is what the file's own error says. */
export const goneSource = (fileId: string, fault: string | null): UnusableSource =>
  new UnusableSource(
    {
      code: 'SOURCE_GONE',
      message: `The bytes of the file ${fileId} are gone, so no package was made. ${fault === null ? '' : `${fault} `}Ask for one without it.`,
    },
    `stored bytes of file ${fileId}: taken away`,
  );

/** Nobody has read the bytes for so long that nobody will. */
export const neverReadSource = (fileId: string): UnusableSource =>
  new UnusableSource(
    {
      code: 'SOURCE_NOT_CHECKED',
      message: `The bytes of the file ${fileId} were not checked within a day, so no package was made. Report this.`,
    },
    `stored bytes of file ${fileId}: not read within a day`,
  );
