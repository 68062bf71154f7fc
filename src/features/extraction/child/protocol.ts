/** What the parent asks of a child, as JSON in its first argument. Lengths in UTF-16 code units. */
export interface ReadRequest {
  /** URL of pdf.js: resolved by the parent, since the child may not look through node_modules. */
  readonly library: string;
  /** Where the `pdfjs-dist` package's predefined character maps lie: a folder path with a trailing slash. */
  readonly characterMaps: string;
  readonly maxPages: number;
  readonly maxPageText: number;
  readonly maxTotalText: number;
}

/** Why a document cannot be read, as the child can tell. */
export type ReadFault = 'PDF_ENCRYPTED' | 'PDF_BROKEN' | 'TOO_MANY_PAGES' | 'TOO_MUCH_TEXT';

/** One page as read: its size in PDF points with its rotation applied, its text in reading order. */
export interface PageText {
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

/**
 * One line of the answer, JSON followed by a newline: pages in order, then `end` with their number;
 * or a fault, which ends the answer wherever it stands.
 */
export type AnswerLine = { readonly page: PageText } | { readonly end: number } | { readonly fault: ReadFault };

/** File descriptor of the two-way pipe to the parent: the answer goes out on it, and its end means that the parent is gone. */
export const ANSWER_FD = 3;

/** File descriptor of the document: an open, nameless file, so that no path needs to be readable for it. */
export const DOCUMENT_FD = 4;
