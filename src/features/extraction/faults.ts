import type { Settings } from '../../core/settings.ts';

/** Why a file is not processed, in the words its user reads: code and message of the file's `error`. */
export interface FileFault {
  readonly code: FaultCode;
  readonly message: string;
}

export type FaultCode =
  | 'PDF_ENCRYPTED'
  | 'PDF_BROKEN'
  | 'TOO_MANY_PAGES'
  | 'TOO_MUCH_TEXT'
  | 'ANALYSIS_TIMEOUT'
  | 'ANALYSIS_MEMORY'
  | 'TOO_LARGE_TO_ANALYZE'
  | 'PROCESSING_FAILED'
  | 'LICENSE_CAPACITY_EXCEEDED';

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1_000_000).toLocaleString('en-US')} MB`;

const MESSAGES: { readonly [C in FaultCode]: (limits: Settings['analysis']) => string } = {
  PDF_ENCRYPTED: () => 'The PDF is protected by a password. Upload a copy without protection.',
  PDF_BROKEN: () => 'The PDF is damaged or is not a PDF. Check that it opens in a PDF reader, save it anew and upload that copy.',
  TOO_MANY_PAGES: ({ maxPages }) => `The PDF has more than ${maxPages.toLocaleString('en-US')} pages. Split it and upload the parts.`,
  TOO_MUCH_TEXT: () => 'The PDF holds more text than can be analyzed. Split it and upload the parts.',
  ANALYSIS_TIMEOUT: () => 'Reading the PDF took too long and was stopped. Save or print it to a simpler PDF and upload that copy.',
  ANALYSIS_MEMORY: () => 'Reading the PDF took too much memory and was stopped. Save or print it to a simpler PDF and upload that copy.',
  TOO_LARGE_TO_ANALYZE: ({ maxBytes }) =>
    `The PDF is larger than ${megabytes(maxBytes)}, the most that can be analyzed. Split it or reduce its images, and upload the result.`,
  PROCESSING_FAILED: () =>
    'The file could not be processed, through no fault of its own. Upload it again; if that fails too, tell your operator its id.',
  LICENSE_CAPACITY_EXCEEDED: () =>
    "The workspace's license has not enough pages left for this file. Have the license extended, then upload the file again.",
};

/** The fault of this code, its limits filled in. */
export const fileFault = (code: FaultCode, limits: Settings['analysis']): FileFault => ({ code, message: MESSAGES[code](limits) });
