import type { PDFPage } from '@cantoo/pdf-lib';
import { newSheet, type Sheet } from './sheet.ts';

export interface InvoiceLine {
  readonly article: string;
  readonly quantity: number;
  /** In cents. */
  readonly price: number;
}

export interface Invoice {
  readonly number: string;
  readonly date: string;
  readonly customer: readonly string[];
  readonly lines: readonly InvoiceLine[];
}

const LINES_A_PAGE = 28;
const VAT_PERCENT = 19;
const RIGHT = 540;

const money = (cents: number): string => `EUR ${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;

/** Totals of an invoice in cents. */
export function invoiceTotals({ lines }: Invoice): { readonly net: number; readonly vat: number; readonly gross: number } {
  const net = lines.reduce((sum, line) => sum + line.quantity * line.price, 0);
  const vat = Math.round((net * VAT_PERCENT) / 100);
  return { net, vat, gross: net + vat };
}

function drawHead(page: PDFPage, { plain, bold }: Sheet, invoice: Invoice, pageNumber: number): void {
  page.drawText('Northwind Paper & Supplies', { x: 56, y: 780, size: 16, font: bold });
  page.drawText('14 Harbour Street, 4051 Basel', { x: 56, y: 764, size: 9, font: plain });
  invoice.customer.forEach((line, index) => page.drawText(line, { x: 56, y: 720 - index * 14, size: 11, font: plain }));
  page.drawText(`Invoice ${invoice.number}`, { x: 360, y: 720, size: 13, font: bold });
  page.drawText(`Date: ${invoice.date}`, { x: 360, y: 704, size: 10, font: plain });
  page.drawText(`Page ${pageNumber}`, { x: 360, y: 690, size: 10, font: plain });
}

function drawRow(page: PDFPage, { plain, bold }: Sheet, y: number, cells: readonly [string, string, string, string], strong = false): void {
  const font = strong ? bold : plain;
  const right = (text: string, x: number): void => page.drawText(text, { x: x - font.widthOfTextAtSize(text, 10), y, size: 10, font });
  page.drawText(cells[0], { x: 56, y, size: 10, font });
  right(cells[1], 350);
  right(cells[2], 445);
  right(cells[3], RIGHT);
}

function drawTotals(page: PDFPage, sheet: Sheet, y: number, invoice: Invoice): void {
  const { net, vat, gross } = invoiceTotals(invoice);
  page.drawLine({ start: { x: 56, y: y + 14 }, end: { x: RIGHT, y: y + 14 }, thickness: 0.7 });
  drawRow(page, sheet, y, ['Net', '', '', money(net)]);
  drawRow(page, sheet, y - 15, [`VAT ${VAT_PERCENT} %`, '', '', money(vat)]);
  drawRow(page, sheet, y - 30, ['Total', '', '', money(gross)], true);
  page.drawText('Payable within 30 days to IBAN CH93 0076 2011 6238 5295 7.', { x: 56, y: y - 64, size: 9, font: sheet.plain });
}

/** An invoice with a table of articles and its totals, over as many pages as it takes. */
export async function makeInvoice(invoice: Invoice): Promise<Uint8Array> {
  const sheet = await newSheet(`Invoice ${invoice.number}`);
  for (let first = 0, number = 1; first < invoice.lines.length; first += LINES_A_PAGE, number += 1) {
    const page = sheet.addPage();
    drawHead(page, sheet, invoice, number);
    drawRow(page, sheet, 640, ['Article', 'Quantity', 'Price', 'Amount'], true);
    const lines = invoice.lines.slice(first, first + LINES_A_PAGE);
    lines.forEach((line, index) =>
      drawRow(page, sheet, 620 - index * 16, [line.article, String(line.quantity), money(line.price), money(line.quantity * line.price)]),
    );
    if (first + LINES_A_PAGE >= invoice.lines.length) drawTotals(page, sheet, 600 - lines.length * 16, invoice);
  }
  return sheet.save();
}
