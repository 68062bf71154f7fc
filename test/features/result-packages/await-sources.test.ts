import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { confirmContent, rejectContent } from '../../../src/features/files/index.ts';
import { resultPackagesJobs } from '../../../src/features/result-packages/jobs.ts';
import { inJob } from '../../../src/platform/db/doors.ts';
import { startWorking } from '../../../src/platform/queue/work.ts';
import { waitFor } from '../../support/wait-for.ts';
import { NOTHING, openBench, type Room } from './bench.ts';
import { readZip } from './zip.ts';

const bench = await openBench();
const FAULT = { code: 'DIGEST_MISMATCH', message: 'Those are other bytes.' };
const DIGESTS = { sha256: createHash('sha256').update('late').digest('hex'), crc32: 1, mediaType: 'text/plain' };

/** A file whose bytes are stored and not yet read, and a package that was asked for meanwhile. */
async function waiting(room: Room): Promise<{ fileId: string; version: number; packageId: string }> {
  const dossierId = await room.dossier('Waiting');
  const fileId = await room.file(dossierId, 'late.txt', 'late');
  for (const table of ['files', 'file_versions']) {
    const column = table === 'files' ? 'id' : 'file_id';
    await bench.database.query('tabularium_owner', `update app.${table} set sha256 = null where ${column} = $1`, [fileId]);
  }
  return { fileId, version: 1, packageId: await room.ask({ dossierIds: [dossierId] }) };
}

test('a package waits for bytes that are still being checked, losing no attempt, and has their digest', async () => {
  const room = await bench.workspace();
  const { packageId, ...ref } = await waiting(room);
  await assert.rejects(room.build(packageId), { name: 'PutOff', message: /still being checked/ });
  assert.equal((await room.look(packageId)).status, 'QUEUED');
  const lines: string[] = [];
  const note = (_: object, message: string): void => void lines.push(message);
  const working = await startWorking(bench.platform, resultPackagesJobs, { log: { debug: note, info: note, warn: note, error: note } });
  await waitFor('the job was put off', async () => lines.includes('job: put off'));
  await inJob(room.job(), (tx) => confirmContent(tx, bench.platform, { ...ref, ...DIGESTS }));
  const done = await waitFor('the package is settled', async () => {
    const asked = await room.look(packageId);
    return !['QUEUED', 'GENERATING'].includes(asked.status) && asked;
  });
  await working.stop();
  assert.equal(done.status, 'READY');
  const manifest = String((await readZip(await room.download(packageId))).get('manifest.json'));
  assert.match(manifest, new RegExp(DIGESTS.sha256));
  const [job] = await bench.database.query<{ attempts: number }>(
    'tabularium_owner',
    'select retry_count as attempts from jobs.job where id = $1',
    [packageId],
  );
  assert.equal(job?.attempts, 0);
});

test('a package whose bytes are refused fails and names the file, and nobody can ask for another', async () => {
  const room = await bench.workspace();
  const { packageId, ...ref } = await waiting(room);
  await inJob(room.job(), (tx) => rejectContent(tx, { ...ref, error: FAULT }));
  await room.build(packageId);
  const { status, error } = await room.look(packageId);
  assert.deepEqual([status, error?.code], ['FAILED', 'SOURCE_GONE']);
  assert.match(error?.message ?? '', new RegExp(`${ref.fileId}.*Those are other bytes`));
  assert.deepEqual(await room.remains(), { ...NOTHING, intents: 1 });
  await assert.rejects(room.ask({ fileIds: [ref.fileId] }), (problem: { code: string; errors: { code: string; detail: string }[] }) => {
    assert.deepEqual([problem.code, problem.errors[0]?.code], ['unprocessable', 'gone']);
    assert.match(problem.errors[0]?.detail ?? '', new RegExp(ref.fileId));
    return true;
  });
});

test('a package does not wait for ever', async () => {
  const room = await bench.workspace();
  const { packageId, fileId } = await waiting(room);
  const text = `update app.result_packages set date_added = now() - interval '25 hours' where id = $1`;
  await bench.database.query('tabularium_owner', text, [packageId]);
  await room.build(packageId);
  const { status, error } = await room.look(packageId);
  assert.deepEqual([status, error?.code], ['FAILED', 'SOURCE_NOT_CHECKED']);
  assert.match(error?.message ?? '', new RegExp(fileId));
});
