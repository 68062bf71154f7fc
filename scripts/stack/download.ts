import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { waitForLock } from './lock.ts';
import { cacheFolder } from './paths.ts';
import type { Progress } from './progress.ts';

const DAY = 24 * 3600 * 1000;

/** A folder of the per-user cache, made when it is absent. */
export const cached = (name: string, make: (folder: string) => Promise<void>): Promise<string> => madeOnce(join(cacheFolder(), name), make);

/**
 * A folder that is made when it is absent and never changed again: made as a draft beside it, then renamed, so that a
 * torn one is never taken for a whole one and two makers do not disturb each other.
 */
export async function madeOnce(folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  sweepDrafts(dirname(folder));
  const draft = `${folder}.${randomBytes(4).toString('hex')}.draft`;
  try {
    await make(draft);
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // another maker was first
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

function sweepDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.endsWith('.draft') && Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}

/** Runs a command to its end; throws with the end of what it printed when it fails. */
export function run(command: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    const keep = (chunk: Buffer): void => {
      printed = (printed + chunk.toString('utf8')).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`"${command} ${args.join(' ')}" failed (${signal ?? `exit code ${code}`}):\n${printed.trim()}`));
    });
  });
}

/** A property of a pom file: the one place where a version is written. */
export function pomProperty(pom: string, name: string): string {
  const value = new RegExp(`<${name.replaceAll('.', '\\.')}>([^<]+)</`).exec(pom)?.[1];
  if (value === undefined) throw new Error(`The pom file has no property ${name}.`);
  return value.trim();
}

/** Runs Maven on one of our pom files. One at a time on this machine: its local repository is not made for two. */
export async function maven(progress: Progress, pom: string, goal: string, out: string): Promise<void> {
  const lock = await waitForLock(`maven-${process.getuid?.() ?? 0}`, 900_000, () => progress.note('waiting for another download ...'));
  try {
    const args = ['-q', '-B', '-ntp', '-f', pom, goal, `-Dout=${out}`];
    // Maven remembers a failed look-up; -U asks again
    await run('mvn', args).catch(() => run('mvn', ['-U', ...args]));
  } catch (error) {
    const advice = 'Maven Central, or the mirror named in your ~/.m2/settings.xml, must be reachable for the first start.';
    throw new Error(`${(error as Error).message}\n${advice}`, { cause: error });
  } finally {
    await lock.release();
  }
}
