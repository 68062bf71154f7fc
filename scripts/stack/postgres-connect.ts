import pg from 'pg';
import type { State } from './state.ts';

export const DATABASE = 'tabularium';

/** Address of a database of the embedded PostgreSQL for one of its roles. */
export function databaseUrl(state: State, role: string, password: string, database: string = DATABASE): string {
  return `postgres://${role}:${password}@127.0.0.1:${state.ports.postgres}/${database}`;
}

export const superuserUrl = (state: State, database = 'postgres'): string =>
  databaseUrl(state, 'postgres', state.secrets.postgresSuperuser, database);

/** Runs `work` on a connection of its own. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'tabularium-stack' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Does a server answer there, to this password? */
export async function canConnect(url: string): Promise<boolean> {
  return connected(url, async (client) => (await client.query('select 1')).rowCount === 1).catch(() => false);
}
