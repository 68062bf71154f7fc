import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrateDown, migrateUp } from '../../../src/platform/db/migrate.ts';
import { MIGRATIONS } from '../../../src/platform/db/migrations/index.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await createDatabase({ migrated: false });
});
after(() => database.drop());

/** Everything of ours in the catalogs, as text. */
async function schema(): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    'superuser',
    `select format('column %s.%s %s %s', table_name, column_name, data_type, column_default) as line from information_schema.columns where table_schema = 'app'
     union all select format('policy %s %s %s %s %s', tablename, policyname, cmd, roles, qual) from pg_policies where schemaname = 'app'
     union all select format('index %s', indexdef) from pg_indexes where schemaname = 'app'
     union all select format('constraint %s %s', conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = to_regnamespace('app')
     union all select format('function %s %s', proname, proacl) from pg_proc where pronamespace = to_regnamespace('app')
     union all select format('table %s %s %s %s', relname, relacl, relrowsecurity, relforcerowsecurity) from pg_class where relnamespace = to_regnamespace('app') and relkind = 'r'
     order by 1`,
  );
  return rows.map(({ line }) => line);
}

test('migrations go up, down to nothing, and up again to the same schema', async () => {
  const owner = database.url('tabularium_owner');
  await migrateUp(owner);
  const first = await schema();
  assert.ok(first.length > 150, `only ${first.length} parts seen`);
  await migrateDown(owner);
  assert.deepEqual(await schema(), []);
  const left = await database.query('superuser', `select nspname from pg_namespace where nspname in ('app', 'migrations')`);
  assert.deepEqual(left, []);
  await migrateUp(owner);
  assert.deepEqual(await schema(), first);
});

test('several processes at once bring a new database up, each without an error', async () => {
  const fresh = await createDatabase({ migrated: false });
  await Promise.all(Array.from({ length: 4 }, () => migrateUp(fresh.url('tabularium_owner'))));
  const [applied] = await fresh.query<{ count: number }>('superuser', 'select count(*)::integer as count from migrations.knex_migrations');
  assert.equal(applied?.count, MIGRATIONS.length);
  await fresh.drop();
});

test('going up again changes nothing and loses nothing', async () => {
  const owner = database.url('tabularium_owner');
  await migrateUp(owner);
  await database.query('tabularium_owner', `insert into app.workspaces (id, name) values (uuidv7(), 'kept')`);
  await migrateUp(owner);
  const kept = await database.query('tabularium_owner', 'select name from app.workspaces');
  assert.deepEqual(kept, [{ name: 'kept' }]);
});

test('each migration alone can be taken back', async () => {
  const owner = database.url('tabularium_owner');
  await migrateUp(owner);
  const whole = await schema();
  for (const { down } of MIGRATIONS.toReversed()) await database.query('tabularium_owner', down);
  assert.deepEqual(await schema(), []);
  for (const { up } of MIGRATIONS) await database.query('tabularium_owner', up);
  assert.deepEqual(await schema(), whole);
});

test('another role than the owner is told so before anything happens', async () => {
  await assert.rejects(migrateUp(database.url('tabularium_app')), /run as tabularium_owner; this connection is tabularium_app/);
});
