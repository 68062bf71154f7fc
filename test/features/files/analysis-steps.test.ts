import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { deleteFile } from '../../../src/features/files/delete-file.ts';
import { getFile } from '../../../src/features/files/get-file.ts';
import { findVersions, finishAnalysis, selectFiles, startAnalysis } from '../../../src/features/files/index.ts';
import type { IncomingFile } from '../../../src/features/files/types.ts';
import { uploadFiles } from '../../../src/features/files/upload-files.ts';
import { inJob, inWorkspace } from '../../../src/platform/db/doors.ts';
import { openFilesBench } from './bench.ts';

const bench = await openFilesBench();
const ctx = bench.uploader({ maxBytes: 1000, maxFiles: 10 });

async function* incoming(...names: string[]): AsyncGenerator<IncomingFile> {
  for (const filename of names) {
    yield {
      filename,
      title: undefined,
      declaredType: 'text/plain',
      bytes: (async function* () {
        yield Buffer.from(filename);
      })(),
    };
  }
}
const store = async (dossierId: string, ...names: string[]): Promise<readonly string[]> =>
  (await uploadFiles(ctx, dossierId, incoming(...names))).ids;
const one = async (dossierId: string): Promise<{ fileId: string; version: number }> => ({
  fileId: (await store(dossierId, 'a.txt'))[0] ?? '',
  version: 1,
});
const seen = async (fileId: string) => {
  const { body, etag } = await getFile(bench.caller(), fileId);
  const { processingStatus, pageCount, error } = JSON.parse(body) as Record<string, unknown>;
  return { processingStatus, pageCount, error, revision: etag.split('.')[0] };
};
const PROCESSED = { status: 'PROCESSED', pageCount: 7 } as const;

test('an upload tells its fact once for each file, in its own transaction', async () => {
  const ids = await store(await bench.newDossier(), 'a.txt', 'b.txt');
  const jobs = await bench.database.query<{ data: { fileId: string; version: number } }>('tabularium_owner', 'select data from jobs.job');
  for (const id of ids) assert.equal(jobs.filter(({ data }) => data.fileId === id && data.version === 1).length, 1);
});

test('an analysis moves status, pages and the counters of the dossier, and leaves the revision', async () => {
  const dossierId = await bench.newDossier();
  const ref = await one(dossierId);
  const facts = await inJob(bench.job(), (tx) => startAnalysis(tx, ref));
  assert.deepEqual(
    [facts?.dossierId, facts?.filename, facts?.mediaType, facts?.size, facts?.createdBy],
    [dossierId, 'a.txt', 'text/plain', 5, bench.member.userId],
  );
  assert.ok(facts && (await bench.objects.head(facts.objectKey)));
  assert.deepEqual(await seen(ref.fileId), { processingStatus: 'PROCESSING', pageCount: null, error: null, revision: '"1' });
  assert.equal(await inJob(bench.job(), (tx) => finishAnalysis(tx, { ...ref, outcome: PROCESSED })), true);
  assert.deepEqual(await seen(ref.fileId), { processingStatus: 'PROCESSED', pageCount: 7, error: null, revision: '"1' });
  assert.deepEqual(await bench.counters(dossierId), { files: 1, bytes: 5, pages: 7 });
});

test('what is over is not begun or counted again', async () => {
  const dossierId = await bench.newDossier();
  const ref = await one(dossierId);
  // an attempt that died in the middle is begun again
  for (let attempt = 0; attempt < 2; attempt += 1) assert.ok(await inJob(bench.job(), (tx) => startAnalysis(tx, ref)));
  const twice = await Promise.all([1, 2].map(() => inJob(bench.job(), (tx) => finishAnalysis(tx, { ...ref, outcome: PROCESSED }))));
  assert.deepEqual(
    twice.toSorted((a, b) => Number(a) - Number(b)),
    [false, true],
  );
  assert.equal(await inJob(bench.job(), (tx) => startAnalysis(tx, ref)), null);
  assert.equal((await bench.counters(dossierId)).pages, 7);
});

test('a failure says why and counts nothing', async () => {
  const dossierId = await bench.newDossier();
  const ref = await one(dossierId);
  const error = { code: 'encrypted', message: 'The document is protected by a password.' };
  await inJob(bench.job(), (tx) => finishAnalysis(tx, { ...ref, outcome: { status: 'ERROR', error } }));
  assert.deepEqual(await seen(ref.fileId), { processingStatus: 'ERROR', pageCount: null, error, revision: '"1' });
  assert.equal((await bench.counters(dossierId)).pages, 0);
});

test('a file deleted meanwhile is neither analysed nor counted, and takes its pages along', async () => {
  const dossierId = await bench.newDossier();
  const [early, late] = [await one(dossierId), await one(dossierId)];
  await deleteFile(bench.caller(), early.fileId);
  assert.equal(await inJob(bench.job(), (tx) => startAnalysis(tx, early)), null);
  assert.equal(await inJob(bench.job(), (tx) => finishAnalysis(tx, { ...early, outcome: PROCESSED })), false);
  await inJob(bench.job(), (tx) => finishAnalysis(tx, { ...late, outcome: PROCESSED }));
  await deleteFile(bench.caller(), late.fileId);
  assert.deepEqual(await bench.counters(dossierId), { files: 0, bytes: 0, pages: 0 });
});

test('a selection names current versions of dossiers and files, once each; versions are found even when their file was deleted', async () => {
  const dossierId = await bench.newDossier();
  const inDossier = await store(dossierId, 'a.txt', 'bb.txt');
  const single = await one(await bench.newDossier());
  const fileIds = [single.fileId, inDossier[0] ?? '', newId()];
  const selected = await inWorkspace(bench.caller(), (tx) => selectFiles(tx, { dossierIds: [dossierId], fileIds }, 100));
  assert.deepEqual(selected.map(({ fileId }) => fileId).toSorted(), [...inDossier, single.fileId].toSorted());
  assert.deepEqual(await inWorkspace(bench.caller(), (tx) => selectFiles(tx, {}, 100)), []);
  await deleteFile(bench.caller(), single.fileId);
  const found = await inJob(bench.job(), (tx) => findVersions(tx, [single, { ...single, version: 2 }]));
  const expected = selected.find(({ fileId }) => fileId === single.fileId);
  assert.deepEqual(
    found.map(({ fileId, size, sha256 }) => ({ fileId, size, sha256 })),
    [{ fileId: single.fileId, size: expected?.size, sha256: expected?.sha256 }],
  );
  assert.ok(found[0]?.objectKey && (await bench.objects.head(found[0].objectKey)));
});
