import pg from 'pg';
import { connected, DATABASE, superuserUrl } from './postgres-connect.ts';
import type { SecretName, State } from './state.ts';

/** None owns another, none passes row-level security: see ARCHITECTURE, "Roles". */
const ROLES: Readonly<Record<string, SecretName>> = {
  tabularium_owner: 'databaseOwner',
  tabularium_app: 'databaseApp',
  tabularium_system: 'databaseSystem',
  keycloak: 'databaseKeycloak',
};

export const KEYCLOAK_DATABASE = 'keycloak';

/** Makes the roles and databases that are not there yet. */
export function prepareDatabases(state: State): Promise<void> {
  return connected(superuserUrl(state), async (client) => {
    for (const [role, secret] of Object.entries(ROLES)) await ensureRole(client, role, state.secrets[secret]);
    await ensureDatabase(client, DATABASE, 'tabularium_owner', ['tabularium_app', 'tabularium_system']);
    await ensureDatabase(client, KEYCLOAK_DATABASE, 'keycloak', []);
  });
}

/** Throws Keycloak's database away, so that its next start imports the realm afresh. */
export function dropKeycloakDatabase(state: State): Promise<void> {
  return connected(superuserUrl(state), async (client) => {
    await client.query(`drop database if exists ${KEYCLOAK_DATABASE} with (force)`);
  });
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount === 0) await client.query(`create role ${name}`);
  await client.query(
    `alter role ${name} login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${pg.escapeLiteral(password)}`,
  );
}

async function ensureDatabase(client: pg.Client, database: string, owner: string, users: readonly string[]): Promise<void> {
  const name = pg.escapeIdentifier(database);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0) await client.query(`create database ${name} owner ${pg.escapeIdentifier(owner)}`);
  await client.query(`revoke all on database ${name} from public`);
  for (const user of users) await client.query(`grant connect on database ${name} to ${pg.escapeIdentifier(user)}`);
}
