import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContract } from '../../../scripts/demo/documents/contract.ts';
import { protectByPassword } from '../../../scripts/demo/documents/spoiled.ts';
import { analyzeFile, giveUpAnalysis } from '../../../src/features/extraction/analyze-file.ts';
import { ChildFailed } from '../../../src/features/extraction/read-document.ts';
import { deleteFile } from '../../../src/features/files/delete-file.ts';
import * as hostile from '../../support/documents/hostile.ts';
import { claimOf, openAnalysisBench, UNCONFINED } from './bench.ts';

const bench = await openAnalysisBench();
const contract = (pages: number): Promise<Uint8Array> => makeContract({ number: 'C-1', parties: ['North', 'South'], pages });
const BROKEN_CHILD = { ...UNCONFINED, prefix: ['/bin/false'] };

test('a PDF is processed: its pages with their text, the dossier counted, the license used once', async () => {
  const dossierId = await bench.newDossier();
  const ref = await bench.upload(dossierId, await contract(3));
  const claim = claimOf();
  await analyzeFile(bench.jobWith(), ref, claim, UNCONFINED);
  const { texts, ...found } = await bench.found(ref);
  assert.deepEqual(found, { status: 'PROCESSED', pageCount: 3, code: null, counted: 1, pages: 3 });
  assert.deepEqual(
    texts.map((text) => /page \d of 3/.exec(text)?.[0]),
    ['page 1 of 3', 'page 2 of 3', 'page 3 of 3'],
  );
  assert.equal((await bench.counters(dossierId)).pages, 3);
  assert.equal(claim.settled, 1);
});

test('done again, once or at the same time, it changes nothing', async () => {
  const dossierId = await bench.newDossier();
  const ref = await bench.upload(dossierId, await contract(2));
  await Promise.all([1, 2].map(() => analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED)));
  await analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED);
  const found = await bench.found(ref);
  assert.deepEqual([found.status, found.texts.length, found.counted, found.pages], ['PROCESSED', 2, 1, 2]);
  assert.equal((await bench.counters(dossierId)).pages, 2);
});

test('another type is processed without pages, and counts as a file', async () => {
  const ref = await bench.upload(await bench.newDossier(), Buffer.from('a note'), 'text/plain');
  await analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED);
  assert.deepEqual(await bench.found(ref), { status: 'PROCESSED', pageCount: null, code: null, texts: [], counted: 1, pages: 0 });
});

test('a text with characters that a database does not take is stored without them', async () => {
  const ref = await bench.upload(await bench.newDossier(), hostile.writesNulls());
  await analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED);
  const { status, texts } = await bench.found(ref);
  assert.equal(status, 'PROCESSED');
  assert.match(texts[0] ?? '', /before.*after/);
});

test('S45: what cannot be read ends as ERROR with its reason, uses no license, and leaves no pages', async () => {
  const dossierId = await bench.newDossier();
  const cases = [
    ['PDF_ENCRYPTED', await protectByPassword(await contract(1), 'secret'), {}],
    ['PDF_BROKEN', hostile.garbage(), {}],
    ['TOO_MANY_PAGES', hostile.hasPages(21), { maxPages: 20 }],
    ['ANALYSIS_MEMORY', hostile.inflates(500), { maxMemoryBytes: 256 * 1024 * 1024 }],
    ['TOO_LARGE_TO_ANALYZE', await contract(1), { maxBytes: 100 }],
  ] as const;
  for (const [code, content, limits] of cases) {
    const ref = await bench.upload(dossierId, content);
    await analyzeFile(bench.jobWith(limits), ref, claimOf(), UNCONFINED);
    assert.deepEqual(await bench.found(ref), { status: 'ERROR', pageCount: null, code, texts: [], counted: 0, pages: 0 });
  }
  assert.equal((await bench.counters(dossierId)).pages, 0);
});

test('over the capacity nothing is granted: LICENSE_BLOCKED, no pages; what fits goes on', async () => {
  const dossierId = await bench.newDossier();
  await bench.license(3);
  const refs = [await bench.upload(dossierId, await contract(2)), await bench.upload(dossierId, await contract(2))];
  const last = await bench.upload(dossierId, await contract(1));
  for (const ref of [...refs, last]) await analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED);
  await bench.license(null);
  const [first, second] = await Promise.all(refs.map((ref) => bench.found(ref)));
  assert.equal(first?.status, 'PROCESSED');
  assert.deepEqual(second, {
    status: 'LICENSE_BLOCKED',
    pageCount: null,
    code: 'LICENSE_CAPACITY_EXCEEDED',
    texts: [],
    counted: 0,
    pages: 0,
  });
  assert.equal((await bench.found(last)).status, 'PROCESSED');
});

test('a child that fails is tried again, and given up when it fails again', async () => {
  const ref = await bench.upload(await bench.newDossier(), await contract(1));
  await assert.rejects(analyzeFile(bench.jobWith(), ref, claimOf(1), BROKEN_CHILD), ChildFailed);
  assert.equal((await bench.found(ref)).status, 'PROCESSING');
  await analyzeFile(bench.jobWith(), ref, claimOf(2), BROKEN_CHILD);
  assert.deepEqual([(await bench.found(ref)).status, (await bench.found(ref)).code], ['ERROR', 'PROCESSING_FAILED']);
});

test('an attempt that was cut short is begun anew by the next', async () => {
  const ref = await bench.upload(await bench.newDossier(), hostile.formsWithinForms(12));
  const stop = new AbortController();
  const cut = analyzeFile(bench.jobWith({}, stop.signal), ref, claimOf(), UNCONFINED);
  setTimeout(() => stop.abort(), 300);
  await assert.rejects(cut, { name: 'AbortError' });
  await analyzeFile(bench.jobWith({ maxSeconds: 1 }), ref, claimOf(), UNCONFINED);
  assert.equal((await bench.found(ref)).code, 'ANALYSIS_TIMEOUT');
});

test('when no attempt is left the file says so, unless it is finished', async () => {
  const dossierId = await bench.newDossier();
  const [open, over] = [await bench.upload(dossierId, await contract(1)), await bench.upload(dossierId, await contract(1))];
  await analyzeFile(bench.jobWith(), over, claimOf(), UNCONFINED);
  for (const ref of [open, over]) await giveUpAnalysis(bench.jobWith(), ref, claimOf());
  assert.deepEqual([(await bench.found(open)).status, (await bench.found(open)).code], ['ERROR', 'PROCESSING_FAILED']);
  assert.equal((await bench.found(over)).status, 'PROCESSED');
});

test('a file deleted meanwhile is left alone', async () => {
  const ref = await bench.upload(await bench.newDossier(), await contract(1));
  await deleteFile(bench.caller(), ref.fileId);
  await analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED);
  assert.deepEqual(await bench.found(ref), { status: 'UPLOADED', pageCount: null, code: null, texts: [], counted: 0, pages: 0 });
});
