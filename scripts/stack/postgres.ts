import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './download.ts';
import { bareEnvironment } from './java.ts';
import { adopt, launch, type Part, type PartPlan } from './part.ts';
import type { InstanceFolders } from './paths.ts';
import { canConnect, superuserUrl } from './postgres-connect.ts';
import { type PostgresPlaces, postgresPlaces } from './postgres-files.ts';
import { postgresUser, type SystemUser } from './postgres-user.ts';
import { endProcess, type Farewell, markOf } from './process.ts';
import type { Progress } from './progress.ts';
import type { State } from './state.ts';

/** SIGINT ends sessions and writes a checkpoint; SIGTERM would wait for clients for ever. */
export const POSTGRES_FAREWELL: Farewell = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
];

/** Starts PostgreSQL of an instance, or takes over one that still runs. `durable: false` gives up safety for speed. */
export async function startPostgres(folders: InstanceFolders, state: State, durable: boolean, progress: Progress): Promise<Part> {
  const user = postgresUser();
  const places = await postgresPlaces(folders, user);
  const plan = postgresPlan(state, durable, places, user);
  const adopted = await adopt(folders, plan);
  if (adopted !== undefined) {
    progress.note(`still running, taken over (process ${adopted.pid})`);
    return adopted;
  }
  await endUnrecorded(places.data);
  if (!existsSync(places.data)) await progress.step('making the database cluster', 'made', () => makeCluster(state, places, user));
  return progress.step('starting', `ready on 127.0.0.1:${state.ports.postgres}`, () => launchPatiently(folders, plan));
}

function postgresPlan(state: State, durable: boolean, places: PostgresPlaces, user: SystemUser | undefined): PartPlan {
  const settings = {
    port: String(state.ports.postgres),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // a socket's path must be short, a checkout's is not
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = ['-D', places.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  return {
    name: 'postgresql',
    command: join(places.bin, 'postgres'),
    args,
    env: serverEnvironment(places),
    cwd: '/',
    ...(user !== undefined && { user }),
    farewell: POSTGRES_FAREWELL,
    fingerprint: args.join(' '),
    healthy: () => canConnect(superuserUrl(state)),
    patience: 60_000,
  };
}

const serverEnvironment = (places: PostgresPlaces): NodeJS.ProcessEnv => ({
  ...bareEnvironment(),
  LD_LIBRARY_PATH: places.lib,
  LC_ALL: 'C',
});

async function makeCluster(state: State, places: PostgresPlaces, user: SystemUser | undefined): Promise<void> {
  const draft = `${places.data}.draft`;
  const password = `${places.data}.password`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(password, state.secrets.postgresSuperuser, { mode: 0o600 });
  if (user !== undefined) chownSync(password, user.uid, user.gid);
  try {
    await run(
      join(places.bin, 'initdb'),
      [
        '-D',
        draft,
        '-U',
        'postgres',
        `--pwfile=${password}`,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      { cwd: '/', env: serverEnvironment(places), ...user },
    );
    renameSync(draft, places.data);
  } finally {
    rmSync(password, { force: true });
  }
}

/** After kill -9 of the server its sessions need a moment to notice; until then the data is refused to a new one. */
async function launchPatiently(folders: InstanceFolders, plan: PartPlan): Promise<Part> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(folders, plan);
    } catch (error) {
      if (attempt === 5 || !(error as Error).message.includes('still in use')) throw error;
      await sleep(500 * attempt);
    }
  }
}

/** A server that runs on this data but that no record of ours names, and the file of one that is long gone. */
async function endUnrecorded(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const mark = markOf(Number(readFileSync(file, 'utf8').split('\n')[0]));
  const serves = mark !== undefined && readFileSync(`/proc/${mark.pid}/cmdline`, 'utf8').split('\0').includes(data);
  if (mark !== undefined && serves) await endProcess(mark, POSTGRES_FAREWELL);
  else rmSync(file, { force: true });
}
