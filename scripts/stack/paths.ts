import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Downloads and builds shared by all checkouts of one user. */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME;
  return join(base !== undefined && base !== '' ? resolve(base) : join(homedir(), '.cache'), 'tabularium');
}

/** The folders of one instance of the embedded stack. */
export interface InstanceFolders {
  readonly instance: string;
  /** `.tabularium/<instance>`: everything below belongs to this instance alone. */
  readonly home: string;
  readonly state: string;
  readonly environment: string;
  readonly run: string;
  readonly logs: string;
  readonly s3: string;
  readonly keycloak: string;
  /** Short and unique for this checkout and instance. */
  readonly mark: string;
}

/** Where an instance lives; makes nothing. Throws on a name that is not a plain word. */
export function instanceFolders(instance: string): InstanceFolders {
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(instance)) {
    throw new Error(`"${instance}" is no name for an instance: use small letters, digits and hyphens, at most 31.`);
  }
  const home = join(ROOT, '.tabularium', instance);
  return {
    instance,
    home,
    state: join(home, 'state.json'),
    environment: join(home, 'environment.json'),
    run: join(home, 'run'),
    logs: join(home, 'logs'),
    s3: join(home, 's3'),
    keycloak: join(home, 'keycloak'),
    mark: createHash('sha256').update(home).digest('hex').slice(0, 12),
  };
}

/** Makes the folders of an instance, closed to others. */
export function makeInstanceFolders(folders: InstanceFolders): void {
  const isRoot = process.getuid?.() === 0;
  // as root PostgreSQL runs as another user, who must get through to its data; nobody may list these two
  for (const path of [dirname(folders.home), folders.home]) {
    mkdirSync(path, { recursive: true });
    chmodSync(path, isRoot ? 0o711 : 0o700);
  }
  for (const path of [folders.run, folders.logs, folders.s3, folders.keycloak]) mkdirSync(path, { recursive: true, mode: 0o700 });
}
