import { readJson } from './files.ts';
import { lockHolder } from './lock.ts';
import { findLeftover, logPath } from './part.ts';
import type { InstanceFolders } from './paths.ts';
import type { Say } from './progress.ts';
import { instanceLock } from './stack.ts';

const PARTS = ['postgresql', 's3', 'keycloak', 'api', 'worker'] as const;

type Environment = Readonly<Record<string, string>>;

/** What a person would open or connect to. */
const ADDRESSES: Readonly<Record<string, (env: Environment) => string | undefined>> = {
  s3: (env) => env['S3_ENDPOINT'],
  keycloak: (env) => env['OIDC_ISSUER'],
  api: (env) => env['PUBLIC_URL'],
  worker: (env) => env['WORKER_PORT'] && `http://${env['INTERNAL_HOST']}:${env['WORKER_PORT']}/health/detail`,
};

/** Says what of an instance runs, where and who runs it. Resolves true when everything that was started runs. */
export async function showStatus(folders: InstanceFolders, say: Say): Promise<boolean> {
  const env = (readJson(folders.environment) ?? {}) as Environment;
  const holder = await lockHolder(instanceLock(folders));
  const lines = PARTS.map((name) => {
    const process = findLeftover(folders, name);
    return { name, running: process !== undefined, text: process === undefined ? 'not running' : describe(name, process.pid, env) };
  });
  say(`instance ${folders.instance} in ${folders.home}`);
  for (const { name, text } of lines) say(`  ${name.padEnd(11)} ${text}`);
  const running = lines.filter((line) => line.running).length;
  if (holder !== undefined)
    say(`  run by process ${holder.pid}; stop it with Ctrl-C there or: npm run stack -- stop --instance ${folders.instance}`);
  else if (running > 0) say('  left by a run that was killed: the next start takes it over; npm run stack -- stop ends it');
  if (running > 0) say(`  logs        ${logPath(folders, '*')}`);
  return running > 0;
}

function describe(name: string, pid: number, env: Environment): string {
  const address = ADDRESSES[name]?.(env);
  return `running, process ${pid}${address === undefined ? '' : `, ${address}`}`;
}
