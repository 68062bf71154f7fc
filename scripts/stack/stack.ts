import { listenerEnvironment, makeEnvironment } from './environment.ts';
import { writePrivateJson } from './files.ts';
import { checkKeptPorts } from './kept-ports.ts';
import { builtKeycloak, noteOrigin, startKeycloak } from './keycloak.ts';
import { type Lock, lockHolder, waitForLock } from './lock.ts';
import { type Managed, managedParts } from './managed.ts';
import type { Part } from './part.ts';
import { type InstanceFolders, instanceFolders, makeInstanceFolders } from './paths.ts';
import { startPostgres } from './postgres.ts';
import { prepareDatabases } from './postgres-roles.ts';
import { Progress, type Say } from './progress.ts';
import { provision, type Subjects } from './provision.ts';
import { startS3 } from './s3.ts';
import { endServices } from './services.ts';
import { loadState, type State } from './state.ts';

export interface StackOptions {
  /** Name of a set of data, ports and secrets of this checkout: `dev`, `test`, ... */
  readonly instance: string;
  /** False gives up what survives a crash of the machine, for the speed of tests. */
  readonly durable: boolean;
  /** Further settings for API and worker, beside those that the servers decide. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log: Say;
}

/** The servers of an instance, running. */
export interface Stack {
  readonly folders: InstanceFolders;
  /** Settings for API, worker and migrate; with DEMO_ what only demo and tests need. Also in `environment.json`. */
  readonly env: Record<string, string>;
  /** Resolves with a server's name when it ends before `stop` was called. */
  readonly failed: Promise<string>;
  /** Stops Keycloak, then S3, then PostgreSQL, and gives the instance free. */
  stop(): Promise<void>;
}

/** What is running, in the order of starting. Shared by the starters, so that a failure of one can stop the others. */
interface Running {
  postgres?: Part;
  s3?: Part;
  keycloak?: Part;
}

interface Start extends StackOptions {
  readonly folders: InstanceFolders;
  readonly state: State;
  readonly managed: Managed;
}

/** The lock that whoever runs an instance holds. */
export const instanceLock = (folders: InstanceFolders): string => `instance-${folders.mark}`;

/**
 * Brings the servers of an instance up: those that still run from an earlier, killed run are taken over when they
 * are healthy. Parts given through DATABASE_URL, S3_ENDPOINT or OIDC_ISSUER are not started.
 * Throws when another process runs the instance, or with the log of the part that did not start.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const managed = managedParts(process.env);
  const folders = instanceFolders(options.instance);
  makeInstanceFolders(folders);
  const lock = await lockInstance(folders, options.log);
  const running: Running = {};
  try {
    await endServices(folders, options.log); // an API or worker that outlived its starter is never taken over
    const state = await loadState(folders);
    await checkKeptPorts(folders, state, options.log);
    const subjects = await startParts({ ...options, folders, state, managed }, running);
    const env = { ...makeEnvironment(state, managed, subjects, process.env), ...options.settings };
    writePrivateJson(folders.environment, env);
    return makeStack(folders, env, running, lock);
  } catch (error) {
    await stopAndRelease(running, lock);
    throw error;
  }
}

async function lockInstance(folders: InstanceFolders, say: Say): Promise<Lock> {
  const name = instanceLock(folders);
  const holder = await lockHolder(name);
  try {
    return await waitForLock(name, 10_000, () =>
      say(`instance ${folders.instance} is in use by process ${holder?.pid}; waiting for it ...`),
    );
  } catch {
    const stop = `npm run stack -- stop --instance ${folders.instance}`;
    throw new Error(
      `Instance ${folders.instance} already runs (process ${(await lockHolder(name))?.pid ?? 'unknown'}). Stop it with Ctrl-C there, or with: ${stop}`,
    );
  }
}

async function startParts(start: Start, running: Running): Promise<Subjects> {
  const results = await Promise.allSettled([startDatabaseAndLogin(start, running), startObjects(start, running)]);
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  const [fault, ...others] = faults;
  if (fault !== undefined) throw others.length === 0 ? fault : new AggregateError(faults, faults.map(({ message }) => message).join('\n'));
  const [login] = results;
  return login.status === 'fulfilled' ? login.value : {};
}

async function startObjects({ folders, state, managed, log }: Start, running: Running): Promise<void> {
  const progress = new Progress(log, 's3');
  if (managed.objects !== undefined) progress.note(`given: ${managed.objects['S3_ENDPOINT']}`);
  else running.s3 = await startS3(folders, state, progress);
}

async function startDatabaseAndLogin(start: Start, running: Running): Promise<Subjects> {
  const keycloakProgress = new Progress(start.log, 'keycloak');
  const database = start.managed.database === undefined ? 'postgres' : 'dev-file';
  const wantsKeycloak = start.managed.identity === undefined;
  const [dist] = await Promise.all([wantsKeycloak ? builtKeycloak(database, keycloakProgress) : '', startDatabase(start, running)]);
  if (!wantsKeycloak) {
    keycloakProgress.note(`given: ${start.managed.identity?.['OIDC_ISSUER']}`);
    return {};
  }
  const { folders, state, durable } = start;
  const adoptable = running.postgres?.adopted ?? true;
  const keycloak = await startKeycloak({ folders, state, durable, database, adoptable, dist, progress: keycloakProgress });
  running.keycloak = keycloak.part;
  const publicUrl = listenerEnvironment(state, process.env).PUBLIC_URL;
  const subjects = await keycloakProgress.step('setting up realm, clients and users', 'set up', () =>
    provision(state, { durable, publicUrl, realmIsCurrent: keycloak.realmIsCurrent }),
  );
  noteOrigin(folders, state, durable);
  return subjects;
}

async function startDatabase({ folders, state, durable, managed, log }: Start, running: Running): Promise<void> {
  const progress = new Progress(log, 'postgresql');
  if (managed.database !== undefined) return progress.note('given by DATABASE_URL');
  running.postgres = await startPostgres(folders, state, durable, progress);
  await prepareDatabases(state);
}

function makeStack(folders: InstanceFolders, env: Record<string, string>, running: Running, lock: Lock): Stack {
  let stopping: Promise<void> | undefined;
  const parts = Object.values(running) as Part[];
  const failed = new Promise<string>((resolve) => {
    for (const part of parts) void part.ended.then(() => stopping ?? resolve(part.name));
  });
  const stop = (): Promise<void> => {
    stopping ??= stopAndRelease(running, lock);
    return stopping;
  };
  return { folders, env, failed, stop };
}

async function stopAndRelease(running: Running, lock: Lock): Promise<void> {
  try {
    await stopParts(running);
  } finally {
    await lock.release();
  }
}

/** Who needs another goes before it. */
async function stopParts({ keycloak, s3, postgres }: Running): Promise<void> {
  for (const part of [keycloak, s3, postgres]) await part?.stop();
}
