import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrateUp } from '../../../src/platform/db/migrate.ts';
import { MIGRATIONS } from '../../../src/platform/db/migrations/index.ts';
import { newestMigration } from '../../../src/platform/db/schema-state.ts';
import { createDatabase } from '../../support/database.ts';

test('the app role can tell a schema that is up to date from an older and from a newer one', async () => {
  const database = await createDatabase();
  try {
    const db = await database.open();
    const newest = MIGRATIONS.at(-1)?.name ?? '';
    assert.equal(await newestMigration(db), `up to date: ${newest}`);
    await database.query(
      'tabularium_owner',
      `insert into migrations.knex_migrations (name, batch, migration_time) values ('9999-later', 9, now())`,
    );
    assert.match(await newestMigration(db), /^1 newer than this program/);
    await assert.rejects(migrateUp(database.url('tabularium_owner')), /9999-later/, 'an older program does not migrate a newer database');
    await database.query('tabularium_owner', 'delete from migrations.knex_migrations where name = $1', [newest]);
    await assert.rejects(newestMigration(db), new RegExp(`not run yet: ${newest}`));
    await assert.rejects(database.query('tabularium_app', 'delete from migrations.knex_migrations'), /permission denied/);
  } finally {
    await database.drop();
  }
});
