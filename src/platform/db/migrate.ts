import knexPackage, { type Knex } from 'knex';
import { BOOKS } from './migrations/books.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

const OWNER = 'tabularium_owner';
const ROLES = [OWNER, 'tabularium_app', 'tabularium_system'];

/**
 * Brings the database to the newest schema, row-level security and grants included; nothing happens when it is there already.
 * `ownerUrl` signs in as tabularium_owner. Each migration is one transaction; several processes at once take turns.
 * Rejects with the SQL to run when a role is missing or the role may not make schemas.
 */
export const migrateUp = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (knex) => {
    await knex.raw(`create schema if not exists ${BOOKS}`);
    await knex.migrate.latest(configuration);
    // for schema-state.ts: a process tells whether the schema is the one it was made for
    await knex.raw(`grant usage on schema ${BOOKS} to tabularium_app; grant select on ${BOOKS}.knex_migrations to tabularium_app`);
  });

/** Takes every migration back, newest first, and with them all data. For tests and for leaving a database as it was found. */
export const migrateDown = (ownerUrl: string): Promise<void> =>
  asOwner(ownerUrl, async (knex) => {
    await knex.raw(`create schema if not exists ${BOOKS}`);
    await knex.migrate.rollback(configuration, true);
    await knex.raw(`drop schema ${BOOKS} cascade`);
  });

// knex reads ? as a placeholder even when no values are given
const run = (knex: Knex, sql: string): Promise<void> => knex.raw(sql.replaceAll('?', '\\?')).then(() => undefined);

const configuration: Knex.MigratorConfig = {
  schemaName: BOOKS,
  migrationSource: {
    getMigrations: async () => [...MIGRATIONS],
    getMigrationName: ({ name }) => name,
    getMigration: async ({ up, down }) => ({ up: (knex) => run(knex, up), down: (knex) => run(knex, down) }),
  } satisfies Knex.MigrationSource<Migration>,
};

async function asOwner(ownerUrl: string, work: (knex: Knex) => Promise<void>): Promise<void> {
  const knex = knexPackage.knex({
    client: 'pg',
    connection: { connectionString: ownerUrl, application_name: 'tabularium-migrate' },
    pool: { min: 0, max: 3 },
  });
  try {
    await checkRoles(knex);
    await alone(knex, () => work(knex));
  } finally {
    await knex.destroy();
  }
}

/** One process at a time: knex's own lock is not there yet while it makes its tables. */
async function alone(knex: Knex, work: () => Promise<void>): Promise<void> {
  await knex.transaction(async (holder) => {
    await holder.raw("select pg_advisory_xact_lock(hashtext('tabularium-migrate'))");
    await work(); // on other connections: the lock ends with this transaction, whatever happens
  });
}

async function checkRoles(knex: Knex): Promise<void> {
  const { rows: found } = await knex.raw<{ rows: { rolname: string }[] }>('select rolname from pg_roles where rolname = any(:roles)', {
    roles: ROLES,
  });
  const missing = ROLES.filter((role) => !found.some(({ rolname }) => rolname === role));
  if (missing.length > 0) {
    const sql = missing.map((role) => `create role ${role} login password '<choose one>' nosuperuser nobypassrls;`);
    throw new Error(`The database server lacks ${missing.join(', ')}. Run as its administrator:\n${sql.join('\n')}`);
  }
  const { rows } = await knex.raw<{ rows: { role: string; database: string; create: boolean }[] }>(
    `select current_user as role, current_database() as database, has_database_privilege(current_database(), 'create') as "create"`,
  );
  for (const { role, database, create } of rows) {
    if (role !== OWNER) throw new Error(`Migrations run as ${OWNER}; this connection is ${role}. Mend DATABASE_OWNER_URL.`);
    if (!create)
      throw new Error(`${OWNER} may not make schemas. Run as administrator:\ngrant create on database "${database}" to ${OWNER};`);
  }
}
