import { strict as assert } from 'node:assert';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { objectPath, objectsPath, recordPath, tablePath } from '../../scripts/operate/backup/layout.ts';
import { restoreBackup } from '../../scripts/operate/backup/restore.ts';
import { takeBackup } from '../../scripts/operate/backup/take.ts';
import { verifyBackup } from '../../scripts/operate/backup/verify.ts';
import { extractionContracts } from '../../src/features/extraction/contracts.ts';
import { filesContracts } from '../../src/features/files/contracts.ts';
import { deleteFile } from '../../src/features/files/delete-file.ts';
import { resultPackagesContracts } from '../../src/features/result-packages/contracts.ts';
import { deleteResultPackage } from '../../src/features/result-packages/delete-result-package.ts';
import { migrateQueue } from '../../src/platform/queue/migrate-queue.ts';
import type { AnyJob } from '../../src/platform/queue/schema.ts';
import type { ObjectStore } from '../../src/platform/storage/objects.ts';
import { sweepObjects } from '../../src/platform/storage/sweep.ts';
import { openBench, type Room } from '../features/result-packages/bench.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const quiet = (): void => undefined;
const folders: string[] = [];
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-backup-'));
  folders.push(folder);
  return folder;
}

/** A house with something of everything; a bench of its own, for a backup holds all workspaces of a database. */
async function filledHouse() {
  const bench = await openBench();
  const room = await bench.workspace();
  const dossier = await room.dossier('Kept');
  const file = await room.file(dossier, 'Größe "x"\n.txt', 'first');
  const trashed = await room.file(dossier, 'trashed.txt', Buffer.alloc(9_000_000, 'trash'));
  const id = await room.ask({ dossierIds: [dossier] });
  await room.build(id);
  await deleteFile(room.caller, trashed);
  await bench.database.query('tabularium_owner', `update jobs.job set state = 'active', started_on = now() where data ->> 'fileId' = $1`, [
    file,
  ]);
  for (const status of ['OPEN', 'COMPLETED']) {
    await bench.database.query(
      'tabularium_owner',
      `with u as (
         insert into app.uploads (workspace_id, id, kind, status, dossier_id, file_id, version, filename, size, object_key, expires_at, created_by)
         values ($1, uuidv7(), 'TUS', $2, $3, uuidv7(), case $2 when 'COMPLETED' then 1 end, 'a.bin', 1, 'x', now(), $4) returning workspace_id, id)
       insert into app.upload_parts (workspace_id, upload_id, number, size, crc32c) select workspace_id, id, 1, 1, 0 from u`,
      [room.member.workspaceId, status, dossier, room.member.userId],
    );
  }
  const parts = { ownerUrl: bench.database.url('tabularium_owner'), objects: bench.platform.objects, say: quiet };
  return { bench, room, dossier, file, packageId: id, parts };
}

/** A migrated database that nothing has touched. */
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createDatabase();
  after(() => database.drop());
  const contracts = [filesContracts, extractionContracts, resultPackagesContracts];
  const jobs = contracts.flatMap<AnyJob>((one) => one.jobs);
  await migrateQueue(
    database.url('tabularium_owner'),
    jobs,
    contracts.flatMap((one) => one.facts),
  );
  return database;
}

async function keysOf(objects: ObjectStore, room: Room): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of objects.keys(`${room.member.workspaceId}/`)) keys.push(key);
  return keys.toSorted();
}
const linesOf = async (folder: string, table: string): Promise<string[]> =>
  (await readFile(tablePath(folder, table), 'utf8')).split('\n').toSorted();

test('what is backed up, destroyed and restored is the same, row by row and byte by byte; running jobs wait again', async () => {
  const { room, file, packageId, parts } = await filledHouse();
  const [first, second] = [await newFolder(), await newFolder()];
  const zip = await room.download(packageId);
  const record = await takeBackup(first, parts);
  assert.deepEqual([record.objects.rows, record.objects.faults], [3, 0]);
  await verifyBackup(first, quiet);
  const before = await keysOf(parts.objects, room);
  for (const key of before) await parts.objects.remove(key);

  const database = await emptyDatabase();
  const there = { ...parts, ownerUrl: database.url('tabularium_owner') };
  await restoreBackup(first, there);
  assert.deepEqual(await keysOf(parts.objects, room), before);
  assert.ok((await room.download(packageId)).equals(zip));

  const again = await takeBackup(second, there);
  const changed = new Set(['jobs.job', 'app.uploads', 'app.upload_parts']);
  assert.ok(record.tables.some(({ name, rows }) => name === 'app.events' && rows > 0));
  for (const { name } of again.tables.filter((table) => !changed.has(table.name))) {
    assert.deepEqual(await linesOf(second, name), await linesOf(first, name), name);
  }
  const kept = await database.query('tabularium_owner', 'select status from app.uploads join app.upload_parts on upload_id = id');
  assert.deepEqual(kept, [{ status: 'COMPLETED' }]);
  const jobs = await database.query<{ state: string; started: boolean }>(
    'tabularium_owner',
    `select state, started_on is not null as started from jobs.job where data ->> 'fileId' = $1`,
    [file],
  );
  assert.deepEqual(jobs, [{ state: 'created', started: false }]);
});

test('cut off, it is no backup; begun again it keeps the objects that it has', async () => {
  const { parts } = await filledHouse();
  const folder = await newFolder();
  const reading = (most: number) => {
    const read: string[] = [];
    const objects = Object.assign(Object.create(parts.objects) as ObjectStore, {
      read: async (...args: Parameters<ObjectStore['read']>) => {
        read.push(args[0]);
        if (read.length > most) throw new Error('the store is away');
        return parts.objects.read(...args);
      },
    });
    return { read, objects };
  };
  const cut = reading(1);
  await assert.rejects(takeBackup(folder, { ...parts, objects: cut.objects }), /the store is away/);
  await assert.rejects(verifyBackup(folder, quiet), /no finished backup/);
  const database = await emptyDatabase();
  await assert.rejects(restoreBackup(folder, { ...parts, ownerUrl: database.url('tabularium_owner') }), /no finished backup/);
  const rest = reading(10);
  await takeBackup(folder, { ...parts, objects: rest.objects });
  assert.ok(!rest.read.includes(cut.read[0] ?? ''), 'an object that was there was fetched again');
  await verifyBackup(folder, quiet);
  await assert.rejects(takeBackup(folder, parts), /finished backup/);
});

test('a store that is away for a moment does not end a backup', async () => {
  const { parts } = await filledHouse();
  let failed = 0;
  const objects = Object.assign(Object.create(parts.objects) as ObjectStore, {
    read: async (...args: Parameters<ObjectStore['read']>) => {
      failed += 1;
      if (failed === 1) throw new Error('the store is away');
      return parts.objects.read(...args);
    },
  });
  const record = await takeBackup(await newFolder(), { ...parts, objects });
  assert.deepEqual([record.objects.rows, record.objects.faults], [3, 0]);
});

test('a folder with other things in it is left alone', async () => {
  const { parts } = await filledHouse();
  const folder = await newFolder();
  await writeFile(join(folder, 'letter.txt'), 'mine');
  await assert.rejects(takeBackup(folder, parts), /letter\.txt/);
});

const DAMAGES: readonly (readonly [what: string, damage: (folder: string, key: string) => Promise<void>])[] = [
  ['a row that was changed', async (folder) => appendFile(tablePath(folder, 'app.files'), '{}\n')],
  ['a table that was cut', async (folder) => truncate(tablePath(folder, 'app.file_versions'), 40)],
  ['a list of objects that was cut', async (folder) => truncate(objectsPath(folder), 40)],
  ['an object with other bytes', (folder, key) => writeFile(objectPath(folder, key), 'wrong')],
  ['an object that is gone', (folder, key) => rm(objectPath(folder, key))],
  ['a record that is torn', async (folder) => truncate(recordPath(folder), 40)],
];
test('a backup that was changed is found out by verify and by restore, which leaves the database empty', async () => {
  const { room, parts } = await filledHouse();
  const [key = ''] = await keysOf(parts.objects, room);
  const database = await emptyDatabase();
  for (const [what, damage] of DAMAGES) {
    const folder = await newFolder();
    await takeBackup(folder, parts);
    await damage(folder, key);
    await assert.rejects(verifyBackup(folder, quiet), Error, what);
    await assert.rejects(restoreBackup(folder, { ...parts, ownerUrl: database.url('tabularium_owner') }), Error, what);
    assert.deepEqual(await database.query('tabularium_owner', 'select from app.workspaces'), [], what);
  }
});

test('a bad file of a backup overwrites no good object', async () => {
  const { room, file, parts } = await filledHouse();
  const folder = await newFolder();
  await takeBackup(folder, parts);
  const key = (await keysOf(parts.objects, room)).find((one) => one.includes(file)) ?? '';
  await writeFile(objectPath(folder, key), 'wrong');
  const database = await emptyDatabase();
  await assert.rejects(restoreBackup(folder, { ...parts, ownerUrl: database.url('tabularium_owner') }), /not what/);
  assert.equal((await parts.objects.head(key))?.size, 5);
});

test('nothing is restored over data, into another version, or beside a running API', async () => {
  const { parts } = await filledHouse();
  const folder = await newFolder();
  await takeBackup(folder, parts);
  const database = await emptyDatabase();
  const into = { ...parts, ownerUrl: database.url('tabularium_owner') };

  const app = new pg.Client({ connectionString: database.url('tabularium_app') });
  await app.connect();
  await assert.rejects(restoreBackup(folder, into), /API or worker are connected/);
  await app.end();

  const [last] = await database.query<{ id: number; name: string }>(
    'tabularium_owner',
    'delete from migrations.knex_migrations where id = (select max(id) from migrations.knex_migrations) returning id, name',
  );
  await assert.rejects(restoreBackup(folder, into), /Restore with that version/);
  await database.query(
    'tabularium_owner',
    'insert into migrations.knex_migrations (id, name, batch, migration_time) values ($1, $2, 1, now())',
    [last?.id, last?.name],
  );

  await database.query('tabularium_owner', `insert into app.workspaces (id, name) values (uuidv7(), 'mine')`);
  await assert.rejects(restoreBackup(folder, into), /holds data already/);
  await database.query('tabularium_owner', 'delete from app.workspaces');
  await restoreBackup(folder, into);
  await assert.rejects(restoreBackup(folder, into), /holds data already/);
});

test('what is deleted while a backup copies stays until it has it, and goes afterwards', async () => {
  const { bench, room, packageId, parts } = await filledHouse();
  const folder = await newFolder();
  let swept: number | undefined;
  const objects = Object.assign(Object.create(parts.objects) as ObjectStore, {
    read: async (...args: Parameters<ObjectStore['read']>) => {
      if (swept === undefined) {
        swept = 0;
        await deleteResultPackage(room.caller, packageId);
        swept = await sweepObjects(bench.platform.db, parts.objects);
        await assert.rejects(takeBackup(await newFolder(), parts), /Another backup/);
      }
      return parts.objects.read(...args);
    },
  });
  const record = await takeBackup(folder, { ...parts, objects });
  assert.deepEqual([swept, record.objects.rows, record.objects.faults], [0, 3, 0]);
  assert.equal((await room.remains()).objects, 1);
  await sweepObjects(bench.platform.db, parts.objects);
  assert.equal((await room.remains()).objects, 0);
});

test('what is missing or damaged in the bucket is noted, and the rest is kept', async () => {
  const { room, parts } = await filledHouse();
  const [missing = '', damaged = ''] = await keysOf(parts.objects, room);
  await parts.objects.remove(missing);
  async function* other(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('other bytes');
  }
  await parts.objects.write(damaged, other(), { signal: new AbortController().signal, onUploadId: async () => {} });
  const folder = await newFolder();
  const record = await takeBackup(folder, parts);
  assert.equal(record.objects.faults, 2);
  await verifyBackup(folder, quiet);
  assert.equal((await stat(objectPath(folder, damaged))).size, 11);
  const database = await emptyDatabase();
  await restoreBackup(folder, { ...parts, ownerUrl: database.url('tabularium_owner') });
  assert.equal(await parts.objects.head(missing), undefined);
});
