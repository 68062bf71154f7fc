import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContract } from '../../../scripts/demo/documents/contract.ts';
import { analyzeFile } from '../../../src/features/extraction/analyze-file.ts';
import { deleteFile } from '../../../src/features/files/delete-file.ts';
import type { FileVersionRef } from '../../../src/features/files/index.ts';
import { claimOf, openAnalysisBench, UNCONFINED } from './bench.ts';

const bench = await openAnalysisBench();
const contract = (pages: number): Promise<Uint8Array> => makeContract({ number: 'C-1', parties: ['North', 'South'], pages });
const analyze = (ref: FileVersionRef): Promise<void> => analyzeFile(bench.jobWith(), ref, claimOf(), UNCONFINED);

/** What the file shows, what each version says, what was counted for each, and what the dossier counts. */
async function figures({ fileId }: FileVersionRef, dossierId: string) {
  const query = <Row extends object>(text: string) => bench.database.query<Row>('tabularium_owner', text, [fileId]);
  const [shown] = await query<object>('select version, processing_status as status, page_count as pages from app.files where id = $1');
  const versions = await query<{ status: string; pages: number | null; texts: number }>(
    `select processing_status as status, page_count as pages,
       (select count(*)::integer from app.file_pages p where p.file_id = v.file_id and p.version = v.version) as texts
     from app.file_versions v where file_id = $1 order by version`,
  );
  const ledger = await query<{ version: number; pages: number }>(
    'select file_version as version, pages from app.usage_ledger where file_id = $1 order by file_version',
  );
  const row = (value: object): unknown[] => Object.values(value);
  const { pages } = await bench.counters(dossierId);
  return { shown: row(shown ?? {}), versions: versions.map(row), ledger: ledger.map(row), dossierPages: pages };
}

test('each version is read, kept and counted by itself; the dossier counts the current one', async () => {
  const dossierId = await bench.newDossier();
  const first = await bench.upload(dossierId, await contract(3));
  await analyze(first);
  const second = await bench.uploadVersion(first.fileId, await contract(5));
  assert.deepEqual(await figures(first, dossierId), {
    shown: [2, 'UPLOADED', null],
    versions: [
      ['PROCESSED', 3, 3],
      ['UPLOADED', null, 0],
    ],
    ledger: [[1, 3]],
    dossierPages: 0,
  });
  for (const ref of [second, second, first]) await analyze(ref);
  assert.deepEqual(await figures(first, dossierId), {
    shown: [2, 'PROCESSED', 5],
    versions: [
      ['PROCESSED', 3, 3],
      ['PROCESSED', 5, 5],
    ],
    ledger: [
      [1, 3],
      [2, 5],
    ],
    dossierPages: 5,
  });
  await deleteFile(bench.caller(), first.fileId);
  assert.equal((await bench.counters(dossierId)).pages, 0);
});

test('an old version that is read late counts for itself and moves nothing of the current one', async () => {
  const dossierId = await bench.newDossier();
  const first = await bench.upload(dossierId, await contract(3));
  const second = await bench.uploadVersion(first.fileId, await contract(2));
  await analyze(second);
  await analyze(first);
  assert.deepEqual(await figures(first, dossierId), {
    shown: [2, 'PROCESSED', 2],
    versions: [
      ['PROCESSED', 3, 3],
      ['PROCESSED', 2, 2],
    ],
    ledger: [
      [1, 3],
      [2, 2],
    ],
    dossierPages: 2,
  });
});

test('a version that comes while the one before is being read: whichever ends first, the figures are those of the current one', async () => {
  for (let round = 0; round < 3; round += 1) {
    const dossierId = await bench.newDossier();
    const first = await bench.upload(dossierId, await contract(2));
    const [, second] = await Promise.all([analyze(first), bench.uploadVersion(first.fileId, await contract(1))]);
    await analyze(second);
    const { shown, ledger, dossierPages } = await figures(first, dossierId);
    assert.deepEqual([shown, dossierPages], [[2, 'PROCESSED', 1], 1]);
    assert.deepEqual(ledger, [
      [1, 2],
      [2, 1],
    ]);
  }
});

test('a version that the license has no pages for is blocked; the one before stays as it was', async () => {
  const dossierId = await bench.newDossier();
  const first = await bench.upload(dossierId, await contract(2));
  await analyze(first);
  await bench.license(1);
  const second = await bench.uploadVersion(first.fileId, await contract(2));
  await analyze(second);
  await bench.license(null);
  assert.deepEqual(await figures(first, dossierId), {
    shown: [2, 'LICENSE_BLOCKED', null],
    versions: [
      ['PROCESSED', 2, 2],
      ['LICENSE_BLOCKED', null, 0],
    ],
    ledger: [[1, 2]],
    dossierPages: 0,
  });
});
