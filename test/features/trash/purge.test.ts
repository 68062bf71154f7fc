import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { deleteDossier } from '../../../src/features/dossiers/delete-dossier.ts';
import { getDossier } from '../../../src/features/dossiers/get-dossier.ts';
import { restoreDossier } from '../../../src/features/dossiers/restore-dossier.ts';
import { deleteFile } from '../../../src/features/files/delete-file.ts';
import { getFile } from '../../../src/features/files/get-file.ts';
import { restoreFile } from '../../../src/features/files/restore-file.ts';
import { purgeDossier } from '../../../src/features/trash/purge-dossier.ts';
import { purgeFile } from '../../../src/features/trash/purge-file.ts';
import { inJob, inWorkspace } from '../../../src/platform/db/doors.ts';
import { PutOff } from '../../../src/platform/queue/handle.ts';
import { sweepObjects } from '../../../src/platform/storage/sweep.ts';
import { contentsOf } from '../../support/object-store.ts';
import { openBench, type Room } from '../result-packages/bench.ts';

const bench = await openBench();
const { db, objects } = bench.platform;
const sql = (text: string, values: readonly unknown[]) => bench.database.query<Record<string, unknown>>('tabularium_owner', text, values);

/** Lets everything in the trash of a workspace get so many hours older. */
async function age({ member }: Room, hours: number): Promise<void> {
  const by = `make_interval(hours => ${hours})`;
  await sql(`update app.files set date_deleted = date_deleted - ${by} where workspace_id = $1`, [member.workspaceId]);
  await sql(`update app.dossiers set date_trashed = date_trashed - ${by} where workspace_id = $1`, [member.workspaceId]);
}

/** Rows of the workspace, and after a sweep what the store has of it. */
async function remains({ member: { workspaceId } }: Room) {
  const count = async (table: string): Promise<number> =>
    Number((await sql(`select count(*) as n from app.${table} where workspace_id = $1`, [workspaceId]))[0]?.['n']);
  const [dossiers, counters, files, versions, pages] = await Promise.all(
    ['dossiers', 'dossier_counters', 'files', 'file_versions', 'file_pages'].map(count),
  );
  await sweepObjects(db, objects);
  return { dossiers, counters, files, versions, pages, objects: (await contentsOf(objects, `${workspaceId}/`)).objects.length };
}
const NOTHING = { dossiers: 0, counters: 0, files: 0, versions: 0, pages: 0, objects: 0 };

/** Pages, of which only the analysis makes some. */
const addPages = (room: Room, fileId: string, pages: number) =>
  sql(
    `insert into app.file_pages (workspace_id, file_id, version, page, width, height, text) select $1, $2, 1, n, 1, 1, 'x' from generate_series(1, $3::int) n`,
    [room.member.workspaceId, fileId, pages],
  );

test('a dossier goes with files, pages and bytes when its time is over, and not before', async () => {
  const room = await bench.workspace();
  const [gone, stays] = [await room.dossier('Gone'), await room.dossier('Stays')];
  const inside = await room.file(gone, 'a.txt', 'a');
  await room.file(gone, 'b.txt', 'b');
  await addPages(room, inside, 3);
  await deleteFile(room.caller, await room.file(gone, 'deleted.txt', 'd'));
  const kept = await room.file(stays, 'kept.txt', 'k');
  await deleteDossier(room.caller, gone);
  await age(room, 95);
  await purgeDossier(room.job(), { dossierId: gone });
  assert.equal((await remains(room)).files, 4);
  await age(room, 1);
  await purgeDossier(room.job(), { dossierId: gone });
  assert.deepEqual(await remains(room), { dossiers: 1, counters: 1, files: 1, versions: 1, pages: 0, objects: 1 });
  await assert.rejects(getDossier(room.caller, gone), { code: 'not-found' });
  await assert.rejects(restoreDossier(room.caller, gone), { code: 'not-found' });
  await getFile(room.caller, kept);
  await purgeDossier(room.job(), { dossierId: gone });
});

test('a deleted file goes by itself, its dossier and what the license counted stay', async () => {
  const room = await bench.workspace();
  const dossierId = await room.dossier('Stays');
  const [gone, kept] = [await room.file(dossierId, 'gone.txt', 'g'), await room.file(dossierId, 'kept.txt', 'k')];
  const ledger = `insert into app.usage_ledger (workspace_id, id, file_id, file_version, dossier_id, user_id, pages, bytes, local_day)
    values ($1, uuidv7(), $2, 1, $3, $4, 1, 1, '2026-11-01')`;
  await sql(ledger, [room.member.workspaceId, gone, dossierId, room.member.userId]);
  await deleteFile(room.caller, gone);
  await age(room, 96);
  for (const fileId of [gone, kept, gone]) await purgeFile(room.job(), { fileId });
  assert.deepEqual(await remains(room), { dossiers: 1, counters: 1, files: 1, versions: 1, pages: 0, objects: 1 });
  await assert.rejects(restoreFile(room.caller, gone), { code: 'not-found' });
  assert.equal((await sql('select from app.usage_ledger where file_id = $1', [gone])).length, 1);
});

test('what was restored and trashed again counts from the last trashing', async () => {
  const room = await bench.workspace();
  const dossierId = await room.dossier('Twice');
  const fileId = await room.file(dossierId, 'twice.txt', 't');
  await deleteFile(room.caller, fileId);
  await age(room, 200);
  await restoreFile(room.caller, fileId);
  await deleteFile(room.caller, fileId);
  await purgeFile(room.job(), { fileId });
  await restoreFile(room.caller, fileId);
  await deleteDossier(room.caller, dossierId);
  await age(room, 200);
  await restoreDossier(room.caller, dossierId);
  await purgeDossier(room.job(), { dossierId });
  await deleteDossier(room.caller, dossierId);
  await purgeDossier(room.job(), { dossierId });
  await restoreDossier(room.caller, dossierId);
  await getFile(room.caller, fileId);
});

test('a package still to be made holds its files back; when it is over they go, and nothing of it stays in the way', async () => {
  const room = await bench.workspace();
  const dossierId = await room.dossier('Packed');
  const deleted = await room.file(dossierId, 'deleted.txt', 'deleted');
  await room.file(dossierId, 'other.txt', 'other');
  const packageId = await room.ask({ dossierIds: [dossierId] });
  await deleteFile(room.caller, deleted);
  await deleteDossier(room.caller, dossierId);
  await age(room, 96);
  await assert.rejects(purgeFile(room.job(), { fileId: deleted }), PutOff);
  await assert.rejects(purgeDossier(room.job(), { dossierId }), PutOff);
  await assert.rejects(restoreDossier(room.caller, dossierId), { code: 'not-found' });
  await room.build(packageId);
  assert.equal((await room.look(packageId)).status, 'READY');
  await purgeFile(room.job(), { fileId: deleted });
  await purgeDossier(room.job(), { dossierId });
  const { objects: left, ...rows } = await remains(room);
  assert.deepEqual([rows, left], [{ dossiers: 0, counters: 0, files: 0, versions: 0, pages: 0 }, 1]);
  assert.ok((await room.download(packageId)).length > 0);
});

test('a purge that is cut off anywhere is hidden from everybody and goes on where it was', async () => {
  const room = await bench.workspace();
  const dossierId = await room.dossier('Large');
  const files: string[] = [];
  for (let n = 0; n < 4; n += 1) files.push(await room.file(dossierId, `${n}.txt`, `${n}`));
  await sql('update app.files set page_count = 3000 where dossier_id = $1', [dossierId]);
  await deleteDossier(room.caller, dossierId);
  await age(room, 96);
  let transactions = 0;
  const stop = new AbortController();
  const { platform } = room.job();
  // what the batches leave is seen between two of them, where a worker may die as well
  const cut = {
    ...platform.db,
    get app() {
      transactions += 1;
      if (transactions === 3) stop.abort(new Error('cut off'));
      return platform.db.app;
    },
  };
  await assert.rejects(
    purgeDossier({ ...room.job({ signal: stop.signal }), platform: { ...platform, db: cut } }, { dossierId }),
    /cut off/,
  );
  const half = await remains(room);
  assert.deepEqual([half.dossiers, half.files], [1, 3]);
  await assert.rejects(getDossier(room.caller, dossierId), { code: 'not-found' });
  await assert.rejects(restoreDossier(room.caller, dossierId), { code: 'not-found' });
  await purgeDossier(room.job(), { dossierId });
  assert.deepEqual(await remains(room), NOTHING);
});

test('a purge never removes what is alive, whatever the app asks the database for', async () => {
  const room = await bench.workspace();
  const [alive, trashed] = [await room.dossier('Alive'), await room.dossier('Trashed')];
  const fileIds = [await room.file(alive, 'a.txt', 'a'), await room.file(trashed, 'b.txt', 'b')];
  await deleteDossier(room.caller, trashed);
  const other = await bench.workspace();
  for (const caller of [room, other]) {
    await inJob(caller.job(), async (tx) => {
      assert.deepEqual(await tx.query('select * from app.purge_files($1, -1)', [fileIds]), []);
      for (const id of [alive, trashed]) {
        assert.deepEqual(await tx.one('select app.begin_purge($1, 0) as begun', [id]), { begun: false });
        assert.deepEqual(await tx.one('select app.purge_dossier($1) as purged', [id]), { purged: false });
      }
    });
  }
  await age(room, 96);
  await inJob(other.job(), async (tx) =>
    assert.deepEqual(await tx.one('select app.begin_purge($1, 1) as begun', [trashed]), { begun: false }),
  );
  for (const text of ['delete from app.files', 'delete from app.dossiers', 'delete from app.file_versions'])
    await assert.rejects(
      inWorkspace(room.caller, (tx) => tx.query(text)),
      { code: '42501' },
    );
  assert.equal((await remains(room)).files, 2);
});
