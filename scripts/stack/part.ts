import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, readJson, writePrivateJson } from './files.ts';
import type { InstanceFolders } from './paths.ts';
import { endProcess, type Farewell, isAlive, markOf, type ProcessMark, waitForEnd } from './process.ts';

const LARGEST_LOG = 10 * 1024 * 1024;

/** How one server of the stack is started and told to go. */
export interface PartPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The user to run as; only root may name another. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly farewell: Farewell;
  /** Changes when a running server would have to be started anew to be what is wanted. */
  readonly fingerprint: string;
  /** Resolves true when the server does its work. */
  healthy(): Promise<boolean>;
  /** Milliseconds until a start that is not healthy counts as failed. */
  readonly patience: number;
}

/** A running server, started by this process or adopted. */
export interface Part {
  readonly name: string;
  readonly pid: number;
  readonly adopted: boolean;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

interface PartRecord extends ProcessMark {
  readonly fingerprint: string;
}

const recordPath = (folders: InstanceFolders, name: string): string => join(folders.run, `${name}.json`);
export const logPath = (folders: InstanceFolders, name: string): string => join(folders.logs, `${name}.log`);

/** What an earlier run left of a part, when it still lives. */
export function findLeftover(folders: InstanceFolders, name: string): PartRecord | undefined {
  const record = readJson(recordPath(folders, name)) as PartRecord | undefined;
  return record !== undefined && isAlive(record) ? record : undefined;
}

export async function endLeftover(folders: InstanceFolders, name: string, farewell: Farewell): Promise<boolean> {
  const leftover = findLeftover(folders, name);
  if (leftover !== undefined) await endProcess(leftover, farewell);
  rmSync(recordPath(folders, name), { force: true });
  return leftover !== undefined;
}

/** Takes over what an earlier run left, when it is healthy and what is wanted; else ends it and resolves undefined. */
export async function adopt(folders: InstanceFolders, plan: PartPlan): Promise<Part | undefined> {
  const leftover = findLeftover(folders, plan.name);
  if (leftover !== undefined && leftover.fingerprint === plan.fingerprint && (await plan.healthy().catch(() => false))) {
    return makePart(folders, plan, leftover, true, watch(leftover));
  }
  await endLeftover(folders, plan.name, plan.farewell);
  return undefined;
}

/** Starts a part and waits until it is healthy. Throws with the end of its log when it is not. */
export async function launch(folders: InstanceFolders, plan: PartPlan): Promise<Part> {
  const log = openLog(folders, plan.name);
  const child = spawn(plan.command, plan.args, {
    cwd: plan.cwd,
    env: plan.env,
    stdio: ['ignore', log, log],
    detached: true, // its own process group: a Ctrl-C of the terminal must not reach it before its turn
    ...plan.user,
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  closeSync(log);
  child.unref();
  const mark = child.pid === undefined ? undefined : markOf(child.pid);
  if (mark === undefined) throw failure(folders, plan, 'could not be started');
  writePrivateJson(recordPath(folders, plan.name), { ...mark, fingerprint: plan.fingerprint } satisfies PartRecord);
  await waitUntilHealthy(folders, plan, mark);
  return makePart(folders, plan, mark, false, ended);
}

async function waitUntilHealthy(folders: InstanceFolders, plan: PartPlan, mark: ProcessMark): Promise<void> {
  const deadline = Date.now() + plan.patience;
  while (!(await plan.healthy().catch(() => false))) {
    if (await waitForEnd(mark, 50)) throw failure(folders, plan, 'ended while starting');
    if (Date.now() < deadline) continue;
    await endProcess(mark, plan.farewell);
    throw failure(folders, plan, `was not ready after ${plan.patience / 1000} s`);
  }
}

function makePart(folders: InstanceFolders, plan: PartPlan, mark: ProcessMark, adopted: boolean, ended: Promise<void>): Part {
  const stop = async (): Promise<void> => {
    await endProcess(mark, plan.farewell);
    rmSync(recordPath(folders, plan.name), { force: true });
  };
  return { name: plan.name, pid: mark.pid, adopted, ended, stop };
}

/** An adopted process is nobody's child: its end can only be seen by looking. */
function watch(mark: ProcessMark): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(mark)) return;
      clearInterval(timer);
      resolve();
    }, 500).unref();
  });
}

function openLog(folders: InstanceFolders, name: string): number {
  const path = logPath(folders, name);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function failure(folders: InstanceFolders, plan: PartPlan, what: string): Error {
  const path = logPath(folders, plan.name);
  return new Error(`${plan.name} ${what}. The end of ${path}:\n${lastLines(path, 20)}`);
}
