import { execFile } from 'node:child_process';

/** What the operating system adds to Node's own permission model around a child. */
export interface Confinement {
  /** Commands that run before Node, each handing over to the next; empty where none is there or permitted. */
  readonly prefix: readonly string[];
  /** Whether a child has a network namespace of its own, with nobody in it. */
  readonly network: 'cut-off' | 'shared';
  /** Whether the kernel kills a child whose parent has died. */
  readonly diesWithParent: boolean;
}

/** From the tightest to the loosest: with a user namespace no privilege over the host is left, even for a worker run as root. */
const NETWORK: readonly (readonly string[])[] = [
  ['unshare', '--user', '--map-current-user', '--net', '--'],
  ['unshare', '--net', '--'],
];
const LIFE: readonly (readonly string[])[] = [['setpriv', '--no-new-privs', '--pdeathsig', 'KILL', '--']];
const LIMITS: readonly (readonly string[])[] = [['prlimit', '--core=0', '--fsize=0', '--nofile=64', '--']];

const works = (prefix: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const [command, ...args] = [...prefix, process.execPath, '--version'];
    execFile(command, args, { env: {}, cwd: '/', timeout: 10_000 }, (error) => resolve(error === null));
  });

/**
 * Finds out, by trying, what this machine offers: util-linux may be missing, namespaces may be forbidden (as they are in most containers).
 * Takes some tens of milliseconds; the answer holds for the life of the process.
 */
export async function findConfinement(): Promise<Confinement> {
  const prefix: string[] = [];
  const add = async (choices: readonly (readonly string[])[]): Promise<boolean> => {
    for (const choice of choices) {
      if (!(await works([...prefix, ...choice]))) continue;
      prefix.push(...choice);
      return true;
    }
    return false;
  };
  const cutOff = await add(NETWORK);
  const diesWithParent = await add(LIFE);
  await add(LIMITS);
  return { prefix, network: cutOff ? 'cut-off' : 'shared', diesWithParent };
}
