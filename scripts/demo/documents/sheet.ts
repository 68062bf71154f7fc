import { type PDFDocument, type PDFFont, type PDFPage, PDFDocument as Pdf, StandardFonts } from '@cantoo/pdf-lib';

/** A4 in PDF points. */
export const A4 = { width: 595.28, height: 841.89 } as const;

/** One moment for everything that is made here, so that the same call gives the same document. */
const MADE_AT = new Date('2026-03-02T09:00:00Z');

export interface Sheet {
  readonly document: PDFDocument;
  readonly plain: PDFFont;
  readonly bold: PDFFont;
  addPage(): PDFPage;
  save(): Promise<Uint8Array>;
}

/** A new A4 document with two fonts. */
export async function newSheet(title: string): Promise<Sheet> {
  const document = await Pdf.create();
  document.setTitle(title);
  document.setCreationDate(MADE_AT);
  document.setModificationDate(MADE_AT);
  return {
    document,
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
    addPage: () => document.addPage([A4.width, A4.height]),
    save: () => document.save(),
  };
}

/** Breaks a text into lines no wider than `width` points. */
export function wrap(text: string, font: PDFFont, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && font.widthOfTextAtSize(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
