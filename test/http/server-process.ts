import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environment } from '../support/environment.ts';
import { waitFor } from '../support/wait-for.ts';

export interface ServerProcess {
  readonly port: number;
  readonly internalPort: number;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** All it has printed. */
  printed(): string;
}

/** A second API process on ports of its own, with the run's settings. The test stops it by a signal. */
export async function startServer(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const started = start('server.ts', { PUBLIC_PORT: '0', INTERNAL_PORT: '0', DATABASE_POOL_SIZE: '2', ...env });
  const port = await portOf(started, 'publicPort');
  return { ...started, port, internalPort: await portOf(started, 'internalPort') };
}

/** The same of a worker, which takes its share of the jobs; `port` is that of its own listener. */
export async function startWorker(env: Readonly<Record<string, string>> = {}): Promise<Omit<ServerProcess, 'internalPort'>> {
  const started = start('worker.ts', { WORKER_PORT: '0', DATABASE_POOL_SIZE: '2', ...env });
  return { ...started, port: await portOf(started, 'port') };
}

type Started = Pick<ServerProcess, 'child' | 'ended' | 'printed'>;

function start(entry: string, env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../src/${entry}`, import.meta.url))], {
    env: { PATH: process.env['PATH'], ...environment().env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { child, ended: once(child, 'exit').then(([code]) => code as number | null), printed: () => chunks.join('') };
}

/** As the line `ready` of its log says. Rejects with all it has printed when it ends before. */
const portOf = ({ child, printed }: Started, name: string): Promise<number> =>
  waitFor('the second process', async () => {
    if (child.exitCode !== null) throw new Error(printed());
    return Number(new RegExp(`"${name}":(\\d+)`).exec(printed())?.[1] ?? 0) || undefined;
  });
