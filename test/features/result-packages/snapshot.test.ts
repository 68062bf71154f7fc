import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { openBench } from './bench.ts';

const bench = await openBench();

test('a dossier of ten thousand files is fixed at once, each name its own', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Many');
  await bench.database.query(
    'tabularium_owner',
    `with f as (
       insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, sha256, created_by, modified_by)
       select $1, uuidv7(), $2, 'scan ' || n % 100 || '.PDF', 'scan', 'application/pdf', n, repeat('0', 64), $3, $3 from generate_series(1, 10000) n
       returning workspace_id, id, version, media_type, size, sha256, created_by)
     insert into app.file_versions (workspace_id, file_id, version, object_key, media_type, size, sha256, crc32, crc32c, store_etag, created_by)
     select workspace_id, id, version, 'none/' || id, media_type, size, sha256, 0, 0, 'none', created_by from f`,
    [room.member.workspaceId, dossier, room.member.userId],
  );
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
