import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeContract } from './contract.ts';
import { type InvoiceLine, makeInvoice } from './invoice.ts';
import { makeScan, makeScanPicture } from './scan.ts';
import { protectByPassword, truncate } from './spoiled.ts';

const ARTICLES = [
  'Copy paper A4, 500 sheets',
  'Toner cartridge, black',
  'Lever arch file',
  'Document wallet',
  'Archive box',
  'Fineliner, blue',
];
const CUSTOMERS = [
  ['Vitruvius Architects', '7 Column Road', '8001 Zürich'],
  ['Orchard Clinic', '21 Apple Lane', '3011 Bern'],
  ['Meridian Shipping', '3 Quay West', '4057 Basel'],
] as const;

const invoiceLines = (seed: number, count: number): readonly InvoiceLine[] =>
  Array.from({ length: count }, (_, index) => ({
    article: ARTICLES[(seed + index) % ARTICLES.length] ?? 'Article',
    quantity: 1 + ((seed * 7 + index * 3) % 12),
    price: 490 + ((seed * 131 + index * 377) % 9000),
  }));

const invoice = (seed: number, lines: number): Promise<Uint8Array> =>
  makeInvoice({
    number: `2026-${String(100 + seed)}`,
    date: `2026-03-${String(2 + seed).padStart(2, '0')}`,
    customer: CUSTOMERS[seed % CUSTOMERS.length] ?? [],
    lines: invoiceLines(seed, lines),
  });

const contract = (number: string, pages: number): Promise<Uint8Array> =>
  makeContract({ number, parties: ['Northwind Paper & Supplies', 'Orchard Clinic'], pages });

const NOTE = [
  'DELIVERY NOTE 4711',
  '',
  'TO: ORCHARD CLINIC',
  'DATE: 2026-03-05',
  '',
  '12 BOXES COPY PAPER A4',
  '3 TONER CARTRIDGES',
  'RECEIVED IN GOOD ORDER',
];

/** How a document must end: its pages, null for what has none, or the code of its error. */
export interface ExpectedEnd {
  readonly name: string;
  readonly pages: number | null;
  readonly fault: string | null;
}

interface Document extends ExpectedEnd {
  readonly content: Uint8Array | string;
}

const good = (name: string, content: Uint8Array | string, pages: number | null): Document => ({ name, content, pages, fault: null });
const bad = (name: string, content: Uint8Array, fault: string): Document => ({ name, content, pages: null, fault });

/** What an office has, and two files that cannot be processed. */
const documents = async (): Promise<readonly Document[]> => [
  good('invoice-2026-100.pdf', await invoice(0, 6), 1),
  good('invoice-2026-101.pdf', await invoice(1, 9), 1),
  good('invoice-2026-102.pdf', await invoice(2, 14), 1),
  good('invoice-2026-103.pdf', await invoice(3, 70), 3),
  good('contract-framework.pdf', await contract('C-2026-7', 6), 6),
  good('Vertragsänderung – Anhang §3.pdf', await contract('C-2026-7/3', 2), 2),
  good('scan-delivery-note.pdf', await makeScan(NOTE), 1),
  good('photo-of-note.png', makeScanPicture(NOTE), null),
  good('minutes.txt', 'Minutes of 4 March 2026\n\nThe framework contract is prolonged by one year.\n', null),
  good('prices.csv', 'article;price\n"Copy paper A4";4.90\n"Toner cartridge";71.20\n', null),
  bad('salaries-protected.pdf', await protectByPassword(await contract('HR-1', 1), 'not for the demo'), 'PDF_ENCRYPTED'),
  bad('broken-transfer.pdf', truncate(await invoice(5, 8), 0.3), 'PDF_BROKEN'),
];

/** Makes the demo's own documents in a folder, and says how each must end. */
export async function writeDocuments(folder: string): Promise<readonly ExpectedEnd[]> {
  await mkdir(folder, { recursive: true });
  const made = await documents();
  for (const { name, content } of made) await writeFile(join(folder, name), content);
  return made.map(({ name, pages, fault }) => ({ name, pages, fault }));
}
