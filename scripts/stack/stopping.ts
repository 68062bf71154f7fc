import { existsSync, readlinkSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KEYCLOAK_FAREWELL } from './keycloak.ts';
import { lockHolder, waitForLock } from './lock.ts';
import { endLeftover } from './part.ts';
import { type InstanceFolders, ROOT } from './paths.ts';
import { POSTGRES_FAREWELL } from './postgres.ts';
import { postgresHome } from './postgres-files.ts';
import { postgresUser } from './postgres-user.ts';
import { isAlive, type ProcessMark } from './process.ts';
import type { Say } from './progress.ts';
import { S3_FAREWELL } from './s3.ts';
import { endServices } from './services.ts';
import { instanceLock } from './stack.ts';

const PATIENCE = 90_000;

/**
 * Stops an instance, whoever runs it: asks the holder to stop in order, then ends what a killed one left behind.
 * Throws, and signals nobody, when the holder does not look like a process of this checkout.
 */
export async function stopInstance(folders: InstanceFolders, say: Say): Promise<void> {
  const name = instanceLock(folders);
  const holder = await lockHolder(name);
  if (holder !== undefined) {
    if (!isOfThisCheckout(holder))
      throw new Error(
        `Process ${holder.pid} seems to hold instance ${folders.instance}, but it does not run in ${ROOT}: nothing was stopped.`,
      );
    say(`asking process ${holder.pid} to stop ...`);
    process.kill(holder.pid, 'SIGTERM');
    const deadline = Date.now() + PATIENCE;
    while ((await lockHolder(name))?.pid === holder.pid && Date.now() < deadline) await sleep(100);
  }
  const lock = await waitForLock(name, 5_000, () => {});
  try {
    if (existsSync(folders.run)) await endLeftovers(folders, say);
  } finally {
    await lock.release();
  }
}

/** Anybody on this machine may take the name of a lock and answer with a process of others. */
function isOfThisCheckout(holder: ProcessMark): boolean {
  try {
    return isAlive(holder) && readlinkSync(`/proc/${holder.pid}/cwd`) === ROOT;
  } catch {
    return false; // of another user, or gone
  }
}

/** Ends what a start that is still going on has started so far; the caller leaves the process afterwards. */
export async function abandonStart(folders: InstanceFolders): Promise<void> {
  // a start that still waits for the instance has started nothing: what runs is another's
  if ((await lockHolder(instanceLock(folders)))?.pid !== process.pid) return;
  // twice: a part may have been started while the first round waited for another one
  for (let round = 0; round < 2; round += 1) await endLeftovers(folders, () => {});
}

async function endLeftovers(folders: InstanceFolders, say: Say): Promise<void> {
  await endServices(folders, say);
  for (const [name, farewell] of [
    ['keycloak', KEYCLOAK_FAREWELL],
    ['s3', S3_FAREWELL],
    ['postgresql', POSTGRES_FAREWELL],
  ] as const) {
    if (await endLeftover(folders, name, farewell)) say(`${name.padEnd(11)} stopped: it was left by an earlier run`);
  }
}

/** Stops an instance and throws its data, ports and secrets away. The downloads of the cache stay. */
export async function resetInstance(folders: InstanceFolders, say: Say): Promise<void> {
  await stopInstance(folders, say);
  if (existsSync(dirname(folders.home))) rmSync(postgresHome(folders, postgresUser()), { recursive: true, force: true });
  rmSync(folders.home, { recursive: true, force: true });
}
