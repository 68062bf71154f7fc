import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { deleteResultPackage } from '../../../src/features/result-packages/delete-result-package.ts';
import { packageRows } from '../../../src/features/result-packages/purge-packages.ts';
import { openBench } from './bench.ts';

const bench = await openBench();
const sql = (text: string, values: readonly unknown[] = []) => bench.database.query<{ id: string }>('tabularium_owner', text, values);
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const step = async () => (await packageRows.step({ platform: bench.platform, log, signal: new AbortController().signal }, '')).swept;

test('rows of deleted packages go after the time of the trash, those of expired ones after a month; all others stay', async () => {
  const room = await bench.workspace();
  const dossierId = await room.dossier('D');
  await room.file(dossierId, 'a.txt', 'a');
  const ask = () => room.ask({ dossierIds: [dossierId] });
  const [deleted, freshlyDeleted, expired, freshlyExpired, waiting] = [await ask(), await ask(), await ask(), await ask(), await ask()];
  for (const id of [deleted, freshlyDeleted]) await deleteResultPackage(room.caller, id);
  await sql(`update app.result_packages set date_deleted = now() - interval '96 hours' where id = $1`, [deleted]);
  await sql(`update app.result_packages set date_deleted = now() - interval '95 hours' where id = $1`, [freshlyDeleted]);
  const end = `update app.result_packages set status = 'EXPIRED', date_modified = now() - $2::interval where id = $1`;
  await sql(end, [expired, '30 days']);
  await sql(end, [freshlyExpired, '29 days']);
  await sql(`update app.result_packages set date_modified = now() - interval '1 year' where id = $1`, [waiting]);

  await sql(`update app.workspaces set state = 'SUSPENDED'`);
  assert.deepEqual(await step(), { 'result-package': 0 });
  await sql(`update app.workspaces set state = 'ACTIVE'`);
  assert.deepEqual(await step(), { 'result-package': 2 });
  assert.deepEqual(await step(), { 'result-package': 0 });
  const left = (await sql('select id from app.result_packages')).map(({ id }) => id);
  assert.deepEqual(left.toSorted(), [freshlyDeleted, freshlyExpired, waiting].toSorted());
  const entries = await sql('select distinct package_id as id from app.result_package_entries');
  assert.deepEqual(entries.map(({ id }) => id).toSorted(), [freshlyExpired, waiting].toSorted());
});
