import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../../src/platform/db/database.ts';
import { migrateUp } from '../../src/platform/db/migrate.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { environment } from './environment.ts';

const ROLES = ['tabularium_owner', 'tabularium_app', 'tabularium_system'] as const;
type DatabaseRole = (typeof ROLES)[number];

/** A database of its own, on the run's server, for one test file. */
export interface TestDatabase {
  readonly name: string;
  /** Address for one of the three roles, or the server's superuser. */
  url(role: DatabaseRole | 'superuser'): string;
  /** The two pools as server and worker open them. */
  open(poolSize?: number): Promise<Database>;
  /** One statement as that role, on a connection that is closed afterwards. */
  query<Row extends object>(role: DatabaseRole | 'superuser', text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Closes what `open` has opened and removes the database. */
  drop(): Promise<void>;
}

/** Makes an empty database, migrated unless told otherwise. The server is the test stack's, or that of TABULARIUM_TEST_SUPERUSER_URL. */
export async function createDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = serverAddresses();
  const name = `t_${randomBytes(8).toString('hex')}`;
  const url = (role: DatabaseRole | 'superuser'): string => addressed(server[role], name);
  const opened: Database[] = [];
  await once(server.superuser, async (client) => {
    for (const role of ROLES) await ensureRole(client, role, new URL(server[role]).password);
    await client.query(`create database ${name} owner tabularium_owner`);
  });
  if (options.migrated !== false) await migrateUp(url('tabularium_owner'));
  return {
    name,
    url,
    open: async (poolSize = 4) => {
      const db = await openDatabase({
        appUrl: url('tabularium_app'),
        systemUrl: url('tabularium_system'),
        poolSize,
        applicationName: 'tabularium-test',
      });
      opened.push(db);
      return db;
    },
    query: <Row extends object>(role: DatabaseRole | 'superuser', text: string, values: readonly unknown[] = []) =>
      once(url(role), async (client) => (await client.query<Row>(text, [...values])).rows),
    drop: async () => {
      for (const db of opened) await db.close();
      await once(server.superuser, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

type Addresses = Readonly<Record<DatabaseRole | 'superuser', string>>;

function serverAddresses(): Addresses {
  const superuser = process.env.TABULARIUM_TEST_SUPERUSER_URL;
  if (superuser === undefined) {
    const { env, superuserUrl } = environment();
    const [owner, app, system] = [env.DATABASE_OWNER_URL, env.DATABASE_URL, env.DATABASE_SYSTEM_URL];
    if (!owner || !app || !system) throw new Error('The test environment lacks a database address.');
    return { superuser: superuserUrl, tabularium_owner: owner, tabularium_app: app, tabularium_system: system };
  }
  const as = (role: DatabaseRole): string => {
    const address = new URL(superuser);
    address.username = role;
    address.password = 'tabularium-test';
    return address.href;
  };
  return {
    superuser,
    tabularium_owner: as('tabularium_owner'),
    tabularium_app: as('tabularium_app'),
    tabularium_system: as('tabularium_system'),
  };
}

function addressed(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function once<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Roles belong to the whole server: made when missing, by one test file at a time, and never changed. */
async function ensureRole(client: pg.Client, role: DatabaseRole, password: string): Promise<void> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock(7003001)');
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount === 0)
    await client.query(`create role ${role} login noinherit nosuperuser nobypassrls password ${pg.escapeLiteral(password)}`);
  await client.query('commit');
}
