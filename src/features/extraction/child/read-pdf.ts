import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js';
import type { Answer } from './answer.ts';
import { readPage, TooMuchText } from './page-text.ts';
import type { ReadFault, ReadRequest } from './protocol.ts';

/**
 * pdf.js complains on the console, while it is being imported, that there is no canvas to draw on. Nothing is drawn here,
 * and the document's own complaints are of no use to anybody: the console is switched off before the import.
 */
async function pdfjs(url: string): Promise<typeof import('pdfjs-dist/legacy/build/pdf.mjs')> {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => undefined;
  return (await import(url)) as typeof import('pdfjs-dist/legacy/build/pdf.mjs'); // the parent resolved exactly this
}

function faultOf(error: unknown): ReadFault {
  if (error instanceof TooMuchText) return 'TOO_MUCH_TEXT';
  return error instanceof Error && error.name === 'PasswordException' ? 'PDF_ENCRYPTED' : 'PDF_BROKEN';
}

async function answerPages(document: PDFDocumentProxy, request: ReadRequest, answer: Answer): Promise<void> {
  if (document.numPages > request.maxPages) return answer.write({ fault: 'TOO_MANY_PAGES' });
  let total = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const read = await readPage(page, Math.min(request.maxPageText, request.maxTotalText - total));
    total += read.text.length;
    page.cleanup();
    await answer.write({ page: read });
  }
  return answer.write({ end: document.numPages });
}

/**
 * Reads all pages of a PDF and answers them one by one, or answers the reason why it cannot.
 * The document is not closed: closing waits for a page that was given up half read, and the process ends anyway.
 */
export async function readPdf(data: Uint8Array, request: ReadRequest, answer: Answer): Promise<void> {
  const { getDocument } = await pdfjs(request.library);
  const loading = getDocument({
    data,
    cMapUrl: request.characterMaps,
    cMapPacked: true,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    await answerPages(await loading.promise, request, answer);
  } catch (error) {
    await answer.write({ fault: faultOf(error) });
  }
}
