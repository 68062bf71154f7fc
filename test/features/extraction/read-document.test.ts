import assert from 'node:assert/strict';
import { test } from 'node:test';
import { degrees } from '@cantoo/pdf-lib';
import { makeContract } from '../../../scripts/demo/documents/contract.ts';
import { invoiceTotals, makeInvoice } from '../../../scripts/demo/documents/invoice.ts';
import { makeScan } from '../../../scripts/demo/documents/scan.ts';
import { newSheet, wrap } from '../../../scripts/demo/documents/sheet.ts';
import { read, texts } from './read.ts';

const PROSE = 'The archive keeps every file that was ever handed in and gives it back on demand without asking for a reason '.repeat(6);

test('an invoice is read row by row, each row on one line', async () => {
  const invoice = {
    number: '2026-17',
    date: '2026-03-04',
    customer: ['Orchard Clinic', '3011 Bern'],
    lines: [
      { article: 'Copy paper A4', quantity: 12, price: 490 },
      { article: 'Toner cartridge', quantity: 2, price: 7120 },
    ],
  };
  const [text = ''] = await texts(await makeInvoice(invoice));
  const lines = text.split('\n');
  assert.ok(lines.includes('Copy paper A4 12 EUR 4.90 EUR 58.80'), text);
  assert.ok(lines.includes('Toner cartridge 2 EUR 71.20 EUR 142.40'), text);
  assert.ok(lines.includes(`Total EUR ${(invoiceTotals(invoice).gross / 100).toFixed(2)}`), text);
  assert.ok(text.indexOf('Invoice 2026-17') < text.indexOf('Article Quantity'));
});

test('every page of a contract is counted and read in order, with its size in points', async () => {
  const reading = await read(await makeContract({ number: 'C-9', parties: ['North', 'South'], pages: 7 }));
  assert.ok('pages' in reading);
  assert.equal(reading.pages.length, 7);
  reading.pages.forEach((page, index) => assert.match(page.text, new RegExp(`C-9, page ${index + 1} of 7`)));
  assert.deepEqual([reading.pages[0]?.width, reading.pages[0]?.height], [595.28, 841.89]);
});

test('a scanned page without text layer is a page without text', async () => {
  assert.deepEqual(await texts(await makeScan(['DELIVERY NOTE'])), ['']);
});

test('two columns of prose are read one after the other, below the title that spans both', async () => {
  const sheet = await newSheet('columns');
  const page = sheet.addPage();
  page.drawText('A title across the whole width of the page, above both of its columns', { x: 50, y: 780, size: 14, font: sheet.bold });
  for (const [x, mark] of [
    [50, 'left'],
    [310, 'right'],
  ] as const) {
    wrap(`${mark}-begins ${PROSE}${mark}-ends`, sheet.plain, 11, 235).forEach((line, index) =>
      page.drawText(line, { x, y: 740 - index * 14, size: 11, font: sheet.plain }),
    );
  }
  const [text = ''] = await texts(await sheet.save());
  const order = ['A title across', 'left-begins', 'left-ends', 'right-begins', 'right-ends'].map((mark) => text.indexOf(mark));
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(!order.includes(-1), text);
});

test('a page on its side has its width and height exchanged, and text across it is read as lines', async () => {
  const sheet = await newSheet('turned');
  const page = sheet.addPage();
  page.setRotation(degrees(90));
  for (const [index, line] of ['first line', 'second line', 'third line'].entries()) {
    page.drawText(line, { x: 100 + index * 20, y: 100, size: 12, font: sheet.plain, rotate: degrees(90) });
  }
  const reading = await read(await sheet.save());
  assert.ok('pages' in reading);
  assert.deepEqual(reading.pages, [{ width: 841.89, height: 595.28, text: 'first line\nsecond line\nthird line' }]);
});

test('words set apart by their position only are set apart by a space', async () => {
  const sheet = await newSheet('gaps');
  const page = sheet.addPage();
  const word = (text: string, x: number): void => page.drawText(text, { x, y: 700, size: 12, font: sheet.plain });
  word('far', 300);
  word('to', 56);
  word('gether', 56 + sheet.plain.widthOfTextAtSize('to', 12));
  assert.deepEqual(await texts(await sheet.save()), ['together far']);
});
