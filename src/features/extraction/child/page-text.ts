import type { PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { linesInReadingOrder } from './columns.ts';
import { textOf } from './lines.ts';
import { orientations } from './placed-text.ts';
import type { PageText } from './protocol.ts';

/** Thrown as soon as a page proves to hold more text than allowed. */
export class TooMuchText extends Error {}

/** What no text column takes, and what no reader needs: control characters but tab and newline, and halves of characters. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f]/gu;

async function textItems(page: PDFPageProxy, maxText: number): Promise<readonly TextItem[]> {
  const items: TextItem[] = [];
  let length = 0;
  const reader = page.streamTextContent({ includeMarkedContent: false }).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    for (const item of chunk.value.items as TextItem[]) {
      length += item.str.length;
      items.push(item);
    }
    if (length > maxText) throw new TooMuchText();
  }
  return items;
}

const finite = (points: number): number => (Number.isFinite(points) && points > 0 ? Math.round(points * 100) / 100 : 0);

/** Size and text of one page. Throws TooMuchText beyond `maxText` UTF-16 code units. */
export async function readPage(page: PDFPageProxy, maxText: number): Promise<PageText> {
  const { width, height } = page.getViewport({ scale: 1 });
  const items = await textItems(page, maxText);
  const lines = orientations(items).flatMap(({ runs }) => linesInReadingOrder(runs).map(textOf));
  const text = lines.join('\n').replaceAll(UNPRINTABLE, '').toWellFormed();
  return { width: finite(width), height: finite(height), text };
}
