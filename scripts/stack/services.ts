import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endLeftover, launch, type Part, type PartPlan } from './part.ts';
import { type InstanceFolders, ROOT } from './paths.ts';
import type { Farewell } from './process.ts';
import type { Say } from './progress.ts';

/** Longer than the program's own grace: it is to finish what it is doing. */
export const SERVICE_FAREWELL: Farewell = [['SIGTERM', 45_000]];
/** In the order of stopping. */
export const SERVICE_NAMES = ['api', 'worker'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/**
 * Young garbage is mostly chunks of bodies on their way through; collected in small steps it never piles up to a hundred
 * megabytes. docs/operations/running.md recommends the same for production.
 */
const NODE_FLAGS = ['--max-semi-space-size=2'];
const ENTRIES: Readonly<Record<ServiceName, string>> = { api: 'server.ts', worker: 'worker.ts' };

/** The settings of the stack over the caller's own environment. */
const wholeEnvironment = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({ MALLOC_ARENA_MAX: '2', ...process.env, ...env });

/** The same without the secrets that API and worker have no business with: the owner's of the database, those of demo and tests. */
export const serviceEnvironment = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(wholeEnvironment(env)).filter(([name]) => name !== 'DATABASE_OWNER_URL' && !name.startsWith('DEMO_')));

/** Brings the schema up to date by src/migrate.ts; throws with what it printed when that fails. */
export function migrate(env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'src', 'migrate.ts')], {
      cwd: ROOT,
      env: wholeEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`src/migrate.ts ended with ${code}:\n${printed.slice(-4000)}`)),
    );
  });
}

/**
 * Starts API or worker on this Node, logging into the instance's folder, and waits until its readiness is 200.
 */
export function startService(folders: InstanceFolders, name: ServiceName, env: Readonly<Record<string, string>>): Promise<Part> {
  const url = readinessOf(name, env);
  const plan: PartPlan = {
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, join(ROOT, 'src', ENTRIES[name])],
    env: serviceEnvironment(env),
    cwd: ROOT,
    farewell: SERVICE_FAREWELL,
    fingerprint: '',
    healthy: async () => (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok,
    patience: 60_000,
  };
  return launch(folders, plan);
}

function readinessOf(name: ServiceName, env: Readonly<Record<string, string>>): string {
  if (name === 'worker') return `http://${reachable(env['INTERNAL_HOST'])}:${env['WORKER_PORT']}/health/ready`;
  return `http://${reachable(env['PUBLIC_HOST'])}:${env['PUBLIC_PORT']}/api/v1/health/ready`;
}

const reachable = (host = '127.0.0.1'): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** Ends an API or worker that outlived its starter. */
export async function endServices(folders: InstanceFolders, say: Say): Promise<void> {
  for (const name of SERVICE_NAMES) {
    if (await endLeftover(folders, name, SERVICE_FAREWELL)) say(`${name.padEnd(11)} stopped: it was left by an earlier run`);
  }
}
