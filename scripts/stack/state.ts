import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writePrivateJson } from './files.ts';
import type { InstanceFolders } from './paths.ts';
import { choosePort } from './ports.ts';
import { postgresHome } from './postgres-files.ts';
import { postgresUser } from './postgres-user.ts';

export const PORT_NAMES = ['postgres', 's3', 'keycloak', 'keycloakManagement', 'public', 'internal', 'worker'] as const;
export type PortName = (typeof PORT_NAMES)[number];

export const SECRET_NAMES = [
  'postgresSuperuser',
  'databaseOwner',
  'databaseApp',
  'databaseSystem',
  'databaseKeycloak',
  's3AccessKeyId',
  's3SecretAccessKey',
  'bootstrapAdmin',
  'tabularium',
  'clientWeb',
  'clientApi',
  'clientPasswordLogin',
  'clientProvisioner',
  'clientDemoIntegration',
  'userAda',
  'userGrace',
  'userNightly',
] as const;
export type SecretName = (typeof SECRET_NAMES)[number];

/** What an instance remembers: made once, reused at every start. */
export interface State {
  readonly ports: Record<PortName, number>;
  readonly secrets: Record<SecretName, string>;
  /** Digest of what Keycloak's database was made from; null before the first import. */
  keycloakOrigin: string | null;
}

const WORDS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Letters and digits only, so that it stands unquoted in URLs, shells and property files. 24 are 138 bits. */
export function makeSecret(length = 24): string {
  const ceiling = 256 - (256 % WORDS.length);
  let secret = '';
  while (secret.length < length) {
    for (const byte of randomBytes(length)) if (byte < ceiling && secret.length < length) secret += WORDS[byte % WORDS.length];
  }
  return secret;
}

type Kept<Value> = Readonly<Record<string, Value>> | undefined;

function fillUp<Name extends string, Value>(names: readonly Name[], kept: Kept<Value>, make: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, kept?.[name] ?? make(name)])) as Record<Name, Value>;
}

/**
 * Reads the state of an instance, or makes it. A name that an older version did not know is added.
 * Throws when the state is gone but data is there: without its secrets nobody can open the data.
 */
export async function loadState(folders: InstanceFolders): Promise<State> {
  const kept = readJson(folders.state) as Partial<State> | undefined;
  if (kept === undefined && (existsSync(folders.state) || holdsData(folders))) {
    throw new Error(
      `${folders.state} is missing or unreadable, but the instance has data that only its secrets open. ` +
        `Put the file back, or give the data up with: npm run stack -- reset --instance ${folders.instance}`,
    );
  }
  const taken = new Set<number>(Object.values(kept?.ports ?? {}));
  const fresh = new Map<PortName, number>();
  for (const name of PORT_NAMES) {
    if (kept?.ports?.[name] !== undefined) continue;
    const port = await choosePort(taken);
    taken.add(port);
    fresh.set(name, port);
  }
  const state: State = {
    ports: fillUp(PORT_NAMES, kept?.ports, (name) => fresh.get(name) ?? 0),
    secrets: fillUp(SECRET_NAMES, kept?.secrets, (name) => makeSecret(name === 'tabularium' ? 48 : 24)),
    keycloakOrigin: kept?.keycloakOrigin ?? null,
  };
  saveState(folders, state);
  return state;
}

export function saveState(folders: InstanceFolders, state: State): void {
  writePrivateJson(folders.state, state);
}

const holdsData = (folders: InstanceFolders): boolean =>
  existsSync(join(folders.s3, 'data')) || existsSync(join(postgresHome(folders, postgresUser()), 'data'));
