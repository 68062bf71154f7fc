import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { deleteDossier } from '../../../src/features/dossiers/delete-dossier.ts';
import { deleteFile } from '../../../src/features/files/delete-file.ts';
import { restoreFile } from '../../../src/features/files/restore-file.ts';
import { findDueDossiers, findDueFiles } from '../../../src/features/trash/find-due.ts';
import { makeStep } from '../../../src/platform/sweeps/run-sweeps.ts';
import { openBench } from '../result-packages/bench.ts';

const bench = await openBench();
const sql = (text: string, values: readonly unknown[] = []) =>
  bench.database.query<Record<string, unknown>>('tabularium_owner', text, values);
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const { signal } = new AbortController();

async function sweep(): Promise<void> {
  await sql(`update app.sweeps set lease_until = now()`);
  for (const one of [findDueDossiers, findDueFiles]) assert.equal(await makeStep(bench.platform, one, log, signal), true);
}
const jobs = async (): Promise<unknown[]> =>
  (await sql(`select name, data - 'workspaceId' as data from jobs.job where name like 'trash.%' order by created_on, name, id`)).map(
    ({ name, data }) => [name, data],
  );

test('what is due gets one job a trashing, in active workspaces, and nothing else does', async () => {
  const room = await bench.workspace();
  const dossierId = await room.dossier('Due');
  const fileId = await room.file(await room.dossier('Other'), 'due.txt', 'd');
  await deleteDossier(room.caller, dossierId);
  await deleteFile(room.caller, fileId);
  await sweep();
  assert.deepEqual(await jobs(), []);

  await sql(`update app.dossiers set date_trashed = date_trashed - interval '96 hours'`);
  await sql(`update app.files set date_deleted = date_deleted - interval '96 hours'`);
  await sql(`update app.workspaces set state = 'SUSPENDED'`);
  await sweep();
  assert.deepEqual(await jobs(), []);

  await sql(`update app.workspaces set state = 'ACTIVE'`);
  await sweep();
  await sweep();
  const both = [
    ['trash.purge-dossier', { dossierId }],
    ['trash.purge-file', { fileId }],
  ];
  assert.deepEqual(await jobs(), both);

  await restoreFile(room.caller, fileId);
  await deleteFile(room.caller, fileId);
  await sweep();
  assert.deepEqual(await jobs(), both);
  await sql(`update app.files set date_deleted = date_deleted - interval '97 hours'`);
  await sweep();
  assert.deepEqual(await jobs(), [...both, ['trash.purge-file', { fileId }]]);
});

test('more than a page is found page by page', async () => {
  const room = await bench.workspace();
  const { workspaceId, userId } = room.member;
  const dossierId = await room.dossier('Many');
  await sql(
    `insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, created_by, modified_by, date_deleted)
     select $1, uuidv7(), $2, 'f', 'f', 'text/plain', 1, $3, $3, now() - interval '100 hours' from generate_series(1, 450)`,
    [workspaceId, dossierId, userId],
  );
  const found = async (): Promise<number> => (await sql(`select from jobs.job where data ->> 'workspaceId' = $1`, [workspaceId])).length;
  for (const least of [150, 350, 450]) {
    await sweep();
    assert.ok((await found()) >= least);
  }
  assert.equal(await found(), 450);
});

test('two workers never make the same step, and one that died is followed after its lease', async () => {
  await sql(`update app.sweeps set lease_until = now()`);
  const made = await Promise.all([1, 2, 3, 4].map(() => makeStep(bench.platform, findDueFiles, log, signal)));
  assert.equal(made.filter(Boolean).length, 1);
  assert.equal(await makeStep(bench.platform, findDueFiles, log, signal), false);
  await sql(`update app.sweeps set lease_until = now() - interval '1 second'`);
  assert.equal(await makeStep(bench.platform, findDueFiles, log, signal), true);
});
