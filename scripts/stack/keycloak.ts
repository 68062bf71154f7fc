import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateJson } from './files.ts';
import { bareEnvironment, javaCommand, jvmFlags } from './java.ts';
import { builtKeycloak, type KeycloakDatabase, keycloakVersion } from './keycloak-build.ts';
import { desiredRealm, originOf, REALM } from './keycloak-desired.ts';
import { adopt, endLeftover, launch, type Part, type PartPlan } from './part.ts';
import type { InstanceFolders } from './paths.ts';
import { dropKeycloakDatabase, KEYCLOAK_DATABASE, prepareDatabases } from './postgres-roles.ts';
import type { Farewell } from './process.ts';
import type { Progress } from './progress.ts';
import { type State, saveState } from './state.ts';

export const KEYCLOAK_FAREWELL: Farewell = [['SIGTERM', 20_000]];
export const BOOTSTRAP_CLIENT = 'tabularium-bootstrap';

export const keycloakBase = (state: State): string => `http://127.0.0.1:${state.ports.keycloak}`;
export const issuerOf = (state: State): string => `${keycloakBase(state)}/realms/${REALM}`;

export interface KeycloakStart {
  readonly folders: InstanceFolders;
  readonly state: State;
  readonly durable: boolean;
  readonly database: KeycloakDatabase;
  /** False when its database was started anew under it. */
  readonly adoptable: boolean;
  readonly dist: string;
  readonly progress: Progress;
}

/** A running Keycloak, and whether its realm was made from what keycloak/realm.json says now. */
export interface RunningKeycloak {
  readonly part: Part;
  readonly realmIsCurrent: boolean;
}

export { builtKeycloak };

/** Starts Keycloak of an instance, importing the realm at the first start, or takes over one that still runs. */
export async function startKeycloak(start: KeycloakStart): Promise<RunningKeycloak> {
  const { folders, state, progress } = start;
  const origin = originOf(keycloakVersion(), desiredRealm(start.durable));
  const stale = state.keycloakOrigin !== origin;
  // without an origin the first start never came to its end: what it left is half made
  const afresh = state.keycloakOrigin === null || (stale && !start.durable);
  const plan = keycloakPlan(start);
  if (!start.adoptable || afresh) await endLeftover(folders, plan.name, KEYCLOAK_FAREWELL);
  const adopted = await adopt(folders, plan);
  if (adopted !== undefined) {
    progress.note(`still running, taken over (process ${adopted.pid})`);
    return { part: adopted, realmIsCurrent: !stale };
  }
  if (afresh) await forgetRealm(start);
  prepareHome(start);
  const doing = afresh ? 'starting, importing the realm' : 'starting';
  const part = await progress.step(doing, `ready on ${keycloakBase(state)}`, () => launch(folders, plan));
  return { part, realmIsCurrent: !stale || afresh };
}

/** To be called when realm and clients are what is wanted. */
export function noteOrigin(folders: InstanceFolders, state: State, durable: boolean): void {
  state.keycloakOrigin = originOf(keycloakVersion(), desiredRealm(durable));
  saveState(folders, state);
}

async function forgetRealm({ folders, state, database, progress }: KeycloakStart): Promise<void> {
  if (state.keycloakOrigin !== null) progress.note('the realm file or the version has changed: importing afresh');
  if (database === 'dev-file') return rmSync(join(folders.keycloak, 'data'), { recursive: true, force: true });
  await dropKeycloakDatabase(state);
  await prepareDatabases(state);
}

/** Keycloak wants a home of its own that looks like the distribution; it writes below data/ only. */
function prepareHome({ folders, dist, durable }: KeycloakStart): void {
  const home = folders.keycloak;
  for (const name of ['conf', 'tmp', 'lib', 'providers', 'themes', 'data/import', 'data/tmp'])
    rmSync(join(home, name), { recursive: true, force: true });
  for (const name of ['tmp', 'data/import']) mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
  for (const name of ['lib', 'providers', 'themes']) symlinkSync(join(dist, name), join(home, name));
  cpSync(join(dist, 'conf'), join(home, 'conf'), { recursive: true });
  writePrivateJson(join(home, 'data', 'import', `${REALM}-realm.json`), desiredRealm(durable));
}

function keycloakPlan({ folders, state, dist, database }: KeycloakStart): PartPlan {
  const args = [...javaArguments(folders, dist), ...serverArguments(state)];
  const management = `http://127.0.0.1:${state.ports.keycloakManagement}/health/ready`;
  return {
    name: 'keycloak',
    command: javaCommand(),
    args,
    env: { ...bareEnvironment(), ...serverEnvironment(state, database) },
    cwd: folders.keycloak,
    farewell: KEYCLOAK_FAREWELL,
    fingerprint: [...args, database, state.ports.postgres].join(' '),
    healthy: async () => (await fetch(management, { signal: AbortSignal.timeout(2_000) })).ok,
    patience: 180_000,
  };
}

// java itself, not kc.sh: that script stays between, and its java survives it
const javaArguments = (folders: InstanceFolders, dist: string): readonly string[] => [
  '-Xms64m',
  '-XX:MaxMetaspaceSize=256m',
  ...jvmFlags(512),
  ...['java.util', 'java.util.concurrent', 'java.security', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
  '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
  `-Djava.io.tmpdir=${join(folders.keycloak, 'tmp')}`,
  `-Dkc.home.dir=${folders.keycloak}`,
  `-Djboss.server.config.dir=${join(folders.keycloak, 'conf')}`,
  '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
  '-Dpicocli.disable.closures=true',
  '-Dquarkus-log-max-startup-records=10000',
  '-cp',
  join(dist, 'lib', 'quarkus-run.jar'),
  'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
];

const serverArguments = (state: State): readonly string[] => [
  'start',
  '--optimized',
  '--import-realm',
  '--cache=local',
  '--shutdown-delay=0s',
  '--http-enabled=true',
  '--http-host=127.0.0.1',
  `--http-port=${state.ports.keycloak}`,
  `--http-management-port=${state.ports.keycloakManagement}`,
  `--hostname=${keycloakBase(state)}`,
  // our API passes its callers' addresses on, for the brute-force detection; nobody else is believed
  '--proxy-headers=xforwarded',
  '--proxy-trusted-addresses=127.0.0.1',
];

const serverEnvironment = (state: State, database: KeycloakDatabase): NodeJS.ProcessEnv => ({
  KC_BOOTSTRAP_ADMIN_CLIENT_ID: BOOTSTRAP_CLIENT,
  KC_BOOTSTRAP_ADMIN_CLIENT_SECRET: state.secrets.bootstrapAdmin,
  ...(database === 'postgres' && {
    KC_DB_URL: `jdbc:postgresql://127.0.0.1:${state.ports.postgres}/${KEYCLOAK_DATABASE}`,
    KC_DB_USERNAME: 'keycloak',
    KC_DB_PASSWORD: state.secrets.databaseKeycloak,
    KC_DB_POOL_INITIAL_SIZE: '1',
    KC_DB_POOL_MAX_SIZE: '20',
  }),
});
