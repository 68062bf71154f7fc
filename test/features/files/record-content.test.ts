import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { deleteFile } from '../../../src/features/files/delete-file.ts';
import { getFile } from '../../../src/features/files/get-file.ts';
import { getFileContent, headFileContent } from '../../../src/features/files/get-file-content.ts';
import { type Content, confirmContent, recordContent, rejectContent, startAnalysis } from '../../../src/features/files/index.ts';
import { inJob, inWorkspace } from '../../../src/platform/db/doors.ts';
import { sweepObjects } from '../../../src/platform/storage/sweep.ts';
import { openFilesBench } from './bench.ts';

const bench = await openFilesBench();
const caller = bench.uploader({ maxBytes: 1000, maxFiles: 10 });
const { platform } = caller;

const READ = { sha256: 'a'.repeat(64), crc32: 7, mediaType: 'application/pdf' };
const FAULT = { code: 'DIGEST_MISMATCH', message: 'The bytes are not those that were announced.' };

/** Bytes that are in the store and of which nobody has computed a digest. */
async function unread(target: Content['target'], size = 5): Promise<Content> {
  const objectKey = bench.key();
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(size, 'x');
  }
  const written = { signal: new AbortController().signal, onUploadId: async () => {} };
  const { crc32c, etag: storeEtag } = await bench.objects.write(objectKey, bytes(), written);
  const createdBy = bench.member.userId;
  return { target, objectKey, mediaType: 'application/octet-stream', size, sha256: null, crc32: null, crc32c, storeEtag, createdBy };
}
const record = (content: Content) => inWorkspace(caller, (tx) => recordContent(tx, platform, content));
const newFile = async (dossierId: string, changes: Partial<Content> = {}) => {
  const id = newId();
  return record({ ...(await unread({ dossierId, id, filename: 'a.pdf', title: 'A' })), ...changes });
};
const seen = async (fileId: string) => {
  const { body, etag } = await getFile(caller, fileId);
  const { version, size, sha256, mediaType, processingStatus, error } = JSON.parse(body) as Record<string, unknown>;
  return { version, size, sha256, mediaType, processingStatus, error, revision: etag.split('.')[0]?.slice(1) };
};
const told = async (fileId: string): Promise<number[]> => {
  const text = `select (data ->> 'version')::integer as version from jobs.job where data ->> 'fileId' = $1 order by 1`;
  return (await bench.database.query<{ version: number }>('tabularium_owner', text, [fileId])).map(({ version }) => version);
};

test('bytes that nobody has read are recorded, told to nobody, neither analysed nor handed out', async () => {
  const dossierId = await bench.newDossier();
  const ref = await newFile(dossierId);
  assert.equal(ref.version, 1);
  assert.deepEqual(await told(ref.fileId), []);
  assert.equal((await seen(ref.fileId)).sha256, null);
  assert.deepEqual(await bench.counters(dossierId), { files: 1, bytes: 5, pages: 0 });
  assert.equal(await inJob(bench.job(), (tx) => startAnalysis(tx, ref)), null);
  for (const ask of [getFileContent, headFileContent]) {
    await assert.rejects(ask(caller, ref.fileId, {}), { code: 'not-ready', headers: { 'Retry-After': '1' } });
  }
});

test('once confirmed they are told, analysed and handed out; confirming or rejecting again changes nothing', async () => {
  const ref = await newFile(await bench.newDossier());
  const confirm = () => inJob(bench.job(), (tx) => confirmContent(tx, platform, { ...ref, ...READ }));
  assert.deepEqual(
    (await Promise.all([confirm(), confirm()])).toSorted((a, b) => Number(a) - Number(b)),
    [false, true],
  );
  assert.equal(await inJob(bench.job(), (tx) => rejectContent(tx, { ...ref, error: FAULT })), false);
  assert.deepEqual(await told(ref.fileId), [1]);
  const { sha256, mediaType, processingStatus, revision } = await seen(ref.fileId);
  assert.deepEqual([sha256, mediaType, processingStatus, revision], [READ.sha256, READ.mediaType, 'UPLOADED', '1']);
  const head = await headFileContent(caller, ref.fileId, {});
  assert.equal(head.headers.ETag, `"${READ.sha256}"`);
  assert.equal((await inJob(bench.job(), (tx) => startAnalysis(tx, ref)))?.sha256, READ.sha256);
});

test('once rejected they say why, are gone for readers and from the store, and cannot be confirmed', async () => {
  const dossierId = await bench.newDossier();
  const content = await unread({ dossierId, id: newId(), filename: 'a.pdf', title: 'A' });
  const ref = await record(content);
  assert.equal(await inJob(bench.job(), (tx) => rejectContent(tx, { ...ref, error: FAULT })), true);
  assert.equal(await inJob(bench.job(), (tx) => confirmContent(tx, platform, { ...ref, ...READ })), false);
  const { processingStatus, error } = await seen(ref.fileId);
  assert.deepEqual([processingStatus, error], ['ERROR', FAULT]);
  for (const ask of [getFileContent, headFileContent]) {
    await assert.rejects(ask(caller, ref.fileId, {}), { code: 'gone', message: /not those that were announced/ });
  }
  await sweepObjects(bench.db, bench.objects);
  assert.equal(await bench.objects.head(content.objectKey), undefined);
  assert.deepEqual(await told(ref.fileId), []);
  await deleteFile(caller, ref.fileId);
  assert.deepEqual(await bench.counters(dossierId), { files: 0, bytes: 0, pages: 0 });
});

test('a file that was deleted meanwhile is confirmed all the same, and has its digests when it comes back', async () => {
  const ref = await newFile(await bench.newDossier());
  await deleteFile(caller, ref.fileId);
  assert.equal(await inJob(bench.job(), (tx) => confirmContent(tx, platform, { ...ref, ...READ })), true);
  await bench.database.query('tabularium_owner', 'update app.files set date_deleted = null where id = $1', [ref.fileId]);
  assert.equal((await seen(ref.fileId)).sha256, READ.sha256);
});

test('the next version is mirrored by its file at once, moves the counters by the difference, and keeps the name', async () => {
  const dossierId = await bench.newDossier();
  const first = await newFile(dossierId, READ);
  const next = await record({ ...(await unread({ fileId: first.fileId }, 9)), ...READ, sha256: 'b'.repeat(64) });
  assert.deepEqual(next, { fileId: first.fileId, version: 2 });
  assert.deepEqual(await told(first.fileId), [1, 2]);
  const { version, size, sha256, processingStatus, revision } = await seen(first.fileId);
  assert.deepEqual([version, size, sha256, processingStatus, revision], [2, 9, 'b'.repeat(64), 'UPLOADED', '2']);
  assert.deepEqual(await bench.counters(dossierId), { files: 1, bytes: 9, pages: 0 });
});

test('an older version is confirmed or rejected without touching what the file shows', async () => {
  const dossierId = await bench.newDossier();
  const [one, other] = [await newFile(dossierId), await newFile(dossierId)];
  for (const { fileId } of [one, other]) await record({ ...(await unread({ fileId }, 9)), ...READ, sha256: 'b'.repeat(64) });
  const before = [await seen(one.fileId), await seen(other.fileId)];
  assert.equal(await inJob(bench.job(), (tx) => confirmContent(tx, platform, { ...one, ...READ })), true);
  assert.equal(await inJob(bench.job(), (tx) => rejectContent(tx, { ...other, error: FAULT })), true);
  assert.deepEqual([await seen(one.fileId), await seen(other.fileId)], before);
});

test('new versions at once get numbers without gap or double', async () => {
  const { fileId } = await newFile(await bench.newDossier(), READ);
  const contents = await Promise.all(Array.from({ length: 8 }, () => unread({ fileId })));
  const made = await Promise.all(contents.map((content) => record({ ...content, ...READ })));
  assert.deepEqual(
    made.map(({ version }) => version).toSorted((a, b) => a - b),
    [2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.equal((await seen(fileId)).version, 9);
});

test('nothing is recorded for a revision that passed, a file that is not there, or in the trash', async () => {
  const dossierId = await bench.newDossier();
  const { fileId } = await newFile(dossierId, READ);
  await assert.rejects(record(await unread({ fileId, ifMatch: '"9.aaaaaaaaaaaaaaaa"' })), { code: 'precondition-failed' });
  await assert.rejects(record(await unread({ fileId: newId() })), { code: 'not-found' });
  await bench.database.query('tabularium_owner', `update app.dossiers set status = 'TRASHED' where id = $1`, [dossierId]);
  await assert.rejects(record(await unread({ fileId })), { code: 'dossier-trashed' });
  await assert.rejects(newFile(dossierId), { code: 'dossier-trashed' });
  assert.equal((await seen(fileId)).version, 1);
});
