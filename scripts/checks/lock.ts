import { readFileSync } from 'node:fs';

/** One package of package-lock.json, as far as this check cares. */
export interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export interface Lock {
  packages: Record<string, Locked>;
}

/** A platform package that somebody asks for and the lock file does not hold. */
export interface Gap {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

export const readLock = (): Lock => JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

/** Where Node would look for `name` from the folder `at`, innermost first. */
function* places(at: string, name: string): Generator<string> {
  for (let folder = at; ; ) {
    yield folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (folder === '') return;
    const cut = folder.lastIndexOf('/node_modules/');
    folder = cut < 0 ? '' : folder.slice(0, cut);
  }
}

/**
 * Optional packages that the lock file lacks. npm leaves out those that its registry does not offer at the moment, and then
 * `npm ci` refuses the file as incomplete; scripts/lock.ts adds them.
 */
export function lockGaps(lock: Lock): readonly Gap[] {
  const gaps = new Map<string, Gap>();
  for (const [at, { optionalDependencies = {}, dev = false }] of Object.entries(lock.packages)) {
    if (at === '') continue;
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (![...places(at, name)].some((place) => place in lock.packages)) gaps.set(name, { name, version, dev });
    }
  }
  return [...gaps.values()];
}

/** As a check: each gap with the command that closes it. */
export function checkLock(): { faults: readonly string[]; saw: number } {
  const lock = readLock();
  const faults = lockGaps(lock).map(({ name, version }) => `package-lock.json lacks ${name} ${version}: run \`npm run lock\``);
  return { faults, saw: Object.keys(lock.packages).length };
}
