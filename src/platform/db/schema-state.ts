import type { Database } from './database.ts';
import { BOOKS } from './migrations/books.ts';
import { MIGRATIONS } from './migrations/index.ts';

const APPLIED = { name: 'migrations-applied', text: `select name from ${BOOKS}.knex_migrations order by id` };

/**
 * Says in a sentence how the database's schema and this program stand to each other. A newer database is what old processes
 * see in the middle of an upgrade. Rejects when a migration that this program counts on has not run.
 */
export async function newestMigration(db: Database): Promise<string> {
  const { rows } = await db.app.query<{ name: string }>(APPLIED);
  const applied = new Set(rows.map(({ name }) => name));
  const missing = MIGRATIONS.filter(({ name }) => !applied.has(name)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`not run yet: ${missing.join(', ')}. Run the migration`);
  const newer = applied.size - MIGRATIONS.length;
  return newer === 0 ? `up to date: ${MIGRATIONS.at(-1)?.name}` : `${newer} newer than this program: an upgrade is under way`;
}
