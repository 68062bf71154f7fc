import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A user of this machine. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses root: as root it runs as `postgres`, else `nobody`. Undefined: as who we are. */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const fields = lines.map((line) => line.split(':')).find(([name]) => name === wanted);
    if (fields !== undefined) return { name: wanted, uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". Start as another user.');
}

/** May the user pass through every folder down to `path`, as far as they are there? */
export function canReach(user: SystemUser, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    const facts = statSync(folder, { throwIfNoEntry: false });
    if (facts !== undefined && (facts.mode & passBit(user, facts)) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function passBit(user: SystemUser, { uid, gid }: Stats): number {
  if (uid === user.uid) return 0o100;
  return gid === user.gid ? 0o010 : 0o001;
}
