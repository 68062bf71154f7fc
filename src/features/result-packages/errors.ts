import { notFound, Problem } from '../../core/errors.ts';
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

/** The stored bytes of a file are gone or not those that were uploaded: trying again does not help. */
export class DamagedSource extends Error {
  readonly fileId: string;

  constructor(fileId: string, reason: string) {
    super(`stored bytes of file ${fileId}: ${reason}`);
    this.name = 'DamagedSource';
    this.fileId = fileId;
  }
}

/** Why a package failed, as its `error` shows it. */
export interface PackageError {
  readonly code: string;
  readonly message: string;
}

export const FAILED_OFTEN: PackageError = {
  code: 'PACKAGE_FAILED',
  message: 'The package could not be made in several attempts. Ask for it again; if it fails again, report its id.',
};

export const sourceDamaged = (fileId: string): PackageError => ({
  code: 'SOURCE_DAMAGED',
  message: `The stored bytes of the file ${fileId} are missing or damaged, so no package was made. Report this, or ask for one without it.`,
});
