import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { makeInvoice } from '../../../scripts/demo/documents/invoice.ts';
import { protectByPassword, truncate } from '../../../scripts/demo/documents/spoiled.ts';
import * as hostile from '../../support/documents/hostile.ts';
import { MIB, read, texts } from './read.ts';

const invoice = (): Promise<Uint8Array> =>
  makeInvoice({ number: '1', date: '2026-01-01', customer: ['A'], lines: [{ article: 'Paper', quantity: 1, price: 100 }] });

suite('S45: a hostile PDF ends with a reason and leaves its reader unharmed', () => {
  test('S45: encrypted', async () => {
    assert.deepEqual(await read(await protectByPassword(await invoice(), 'secret')), { fault: 'PDF_ENCRYPTED' });
  });
  test('S45: truncated', async () => {
    assert.deepEqual(await read(truncate(await invoice(), 0.3)), { fault: 'PDF_BROKEN' });
  });
  test('garbage under the name of a PDF', async () => {
    assert.deepEqual(await read(hostile.garbage()), { fault: 'PDF_BROKEN' });
  });
  test('no bytes but the signature', async () => {
    assert.deepEqual(await read(Buffer.from('%PDF-1.4')), { fault: 'PDF_BROKEN' });
  });
  test('S45: a page tree that leads back to itself', async () => {
    assert.deepEqual(await read(hostile.recursivePageTree()), { fault: 'PDF_BROKEN' });
  });
  test('S45: a hundred thousand pages declared, one there: the one counts', async () => {
    assert.deepEqual(await texts(hostile.declaresPages(100_000)), ['the only page']);
  });
  test('more pages than allowed', async () => {
    assert.deepEqual(await read(hostile.hasPages(21), { maxPages: 20 }), { fault: 'TOO_MANY_PAGES' });
    const reading = await read(hostile.hasPages(20), { maxPages: 20 });
    assert.ok('pages' in reading && reading.pages.length === 20);
  });
  test('S45: a script is not run, an embedded file is not opened', async () => {
    assert.deepEqual(await texts(hostile.opensWithScript()), ['with a script']);
    assert.deepEqual(await texts(hostile.carriesFile()), ['with an attachment']);
  });
  test('S45: work without end', async () => {
    assert.deepEqual(await read(hostile.formsWithinForms(12), { maxSeconds: 2, maxMemoryBytes: 2048 * MIB }), {
      fault: 'ANALYSIS_TIMEOUT',
    });
  });
  test('S45: a few bytes that unpack to very many', async () => {
    assert.deepEqual(await read(hostile.inflates(500), { maxMemoryBytes: 256 * MIB }), { fault: 'ANALYSIS_MEMORY' });
  });
  test('more text on a page than a page can hold', async () => {
    assert.deepEqual(await read(hostile.holdsText(1_200_000)), { fault: 'TOO_MUCH_TEXT' });
  });
  test('arrays nested deeper than a stack', async () => {
    const reading = await read(hostile.nestsArrays(200_000));
    assert.ok('fault' in reading ? reading.fault === 'PDF_BROKEN' : reading.pages.length === 1);
  });
});
