import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cached, maven, pomProperty } from './download.ts';
import { writePrivate } from './files.ts';
import { bareEnvironment, javaCommand, jvmFlags } from './java.ts';
import { adopt, launch, type Part, type PartPlan } from './part.ts';
import { type InstanceFolders, ROOT } from './paths.ts';
import type { Farewell } from './process.ts';
import type { Progress } from './progress.ts';
import type { State } from './state.ts';

export const BUCKET = 'tabularium';
export const S3_FAREWELL: Farewell = [['SIGTERM', 15_000]];
const SOURCES = join(ROOT, 'scripts', 'stack', 's3proxy');

export const s3Endpoint = (state: State): string => `http://127.0.0.1:${state.ports.s3}`;

/** Starts the S3 server of an instance, or takes over one that still runs. */
export async function startS3(folders: InstanceFolders, state: State, progress: Progress): Promise<Part> {
  const libraries = await fetchS3Proxy(progress);
  const plan = s3Plan(folders, state, libraries);
  const adopted = await adopt(folders, plan);
  if (adopted !== undefined) {
    progress.note(`still running, taken over (process ${adopted.pid})`);
    return adopted;
  }
  prepare(folders, state);
  return progress.step('starting', `ready on 127.0.0.1:${state.ports.s3}`, () => launch(folders, plan));
}

function fetchS3Proxy(progress: Progress): Promise<string> {
  const path = join(SOURCES, 'pom.xml');
  const pom = readFileSync(path, 'utf8');
  const version = pomProperty(pom, 's3proxy.version');
  const key = createHash('sha256').update(pom).digest('hex').slice(0, 8);
  return cached(`s3proxy-${version}-${key}`, (folder) =>
    progress.step(`fetching S3Proxy ${version} (first time, about 31 MB)`, 'fetched', () =>
      maven(progress, path, 'dependency:copy-dependencies@fetch', folder),
    ),
  );
}

function s3Plan(folders: InstanceFolders, state: State, libraries: string): PartPlan {
  const args = [
    ...jvmFlags(256),
    `-Dlogback.configurationFile=${join(SOURCES, 'logback.xml')}`,
    '-cp',
    join(libraries, '*'),
    'org.gaul.s3proxy.Main',
    '--properties',
    configurationPath(folders),
  ];
  return {
    name: 's3',
    command: javaCommand(),
    args,
    env: bareEnvironment(),
    cwd: folders.s3,
    farewell: S3_FAREWELL,
    fingerprint: [...args, state.ports.s3].join(' '),
    // an unsigned request is refused by a server that checks signatures
    healthy: async () => (await fetch(`${s3Endpoint(state)}/`, { signal: AbortSignal.timeout(2_000) })).status === 403,
    patience: 60_000,
  };
}

const configurationPath = (folders: InstanceFolders): string => join(folders.s3, 's3proxy.conf');

/** The configuration, the bucket (a folder), and no half-written files of a server that was killed. */
function prepare(folders: InstanceFolders, state: State): void {
  const data = join(folders.s3, 'data');
  mkdirSync(join(data, BUCKET), { recursive: true, mode: 0o700 });
  sweepTornWrites(join(data, BUCKET));
  const lines = [
    `s3proxy.endpoint=${s3Endpoint(state)}`,
    's3proxy.authorization=aws-v2-or-v4',
    `s3proxy.identity=${state.secrets.s3AccessKeyId}`,
    `s3proxy.credential=${state.secrets.s3SecretAccessKey}`,
    'jclouds.provider=filesystem',
    `jclouds.filesystem.basedir=${data}`,
  ];
  writePrivate(configurationPath(folders), `${lines.join('\n')}\n`);
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const TORN = new RegExp(`.-${UUID}$`);
const OPEN_UPLOAD = new RegExp(`^\\.s3proxy-mpu-stub-${UUID}$`);

/** S3Proxy writes to `<key>-<uuid>` and renames; no key of ours ends so, but its note of an open multipart upload does. */
export const isTornWrite = (name: string): boolean => TORN.test(name) && !OPEN_UPLOAD.test(name);

function sweepTornWrites(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && isTornWrite(entry.name)) rmSync(join(entry.parentPath, entry.name), { force: true });
  }
}
