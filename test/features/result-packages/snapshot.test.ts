import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import { MAX_OBJECT_BYTES } from '../../../src/platform/storage/part-buffer.ts';
import { openBench, type Room } from './bench.ts';

const bench = await openBench();

/** Files that have rows and no bytes; the n-th is n times `size` long. */
async function insertFiles(room: Room, dossier: string, count: number, size = 1): Promise<void> {
  await bench.database.query(
    'tabularium_owner',
    `with f as (
       insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, sha256, created_by, modified_by)
       select $1, uuidv7(), $2, 'scan ' || n % 100 || '.PDF', 'scan', 'application/pdf', n * $5::bigint, repeat('0', 64), $3, $3
       from generate_series(1, $4::integer) n
       returning *)
     insert into app.file_versions (workspace_id, file_id, version, filename, object_key, media_type, size, sha256, crc32, crc32c, store_etag, created_by)
     select workspace_id, id, version, filename, 'none/' || id, media_type, size, sha256, 0, 0, 'none', created_by from f`,
    [room.member.workspaceId, dossier, room.member.userId, count, size],
  );
}

/** The code of the one fault that a refused request names. */
async function refusal(asked: Promise<unknown>): Promise<string | undefined> {
  const problem: unknown = await asked.catch((error: unknown) => error);
  assert.ok(problem instanceof Problem);
  assert.deepEqual([problem.code, problem.errors.length], ['unprocessable', 1]);
  return problem.errors[0]?.code;
}

test('a dossier of ten thousand files is fixed at once, each name its own', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Many');
  await insertFiles(room, dossier, 10_000);
  const asked = await room.look(await room.ask({ dossierIds: [dossier] }));
  assert.equal(asked.entryCount, 10_000);
  assert.equal(asked.progress.bytesTotal, (10_000 * 10_001) / 2);
  const [counted] = await bench.database.query(
    'tabularium_owner',
    `select count(*)::int as entries, count(distinct lower(name))::int as names, max(position) as last,
            bool_and(name = prior or prior is null or name collate "C" > prior collate "C") as sorted
     from (select *, lag(name) over (order by position) as prior from app.result_package_entries where package_id = $1) e`,
    [asked.id],
  );
  assert.deepEqual(counted, { entries: 10_000, names: 10_000, last: 10_000, sorted: true });
});

test('a selection of more files than a package takes is refused as that, also when it names unknown files beside', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Too many');
  await insertFiles(room, dossier, room.caller.platform.settings.packageMaxFiles + 1);
  assert.equal(await refusal(room.ask({ dossierIds: [dossier] })), 'too-many');
  assert.equal(await refusal(room.ask({ dossierIds: [dossier], fileIds: [newId()] })), 'too-many');
});

test('a selection of more bytes than one object holds is refused when it is asked for', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Too large');
  await insertFiles(room, dossier, 2, Math.ceil(MAX_OBJECT_BYTES / 3));
  assert.equal(await refusal(room.ask({ dossierIds: [dossier] })), 'too-large');
});
