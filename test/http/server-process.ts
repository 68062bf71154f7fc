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
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/server.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'], ...environment().env, PUBLIC_PORT: '0', INTERNAL_PORT: '0', DATABASE_POOL_SIZE: '2', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const printed = (): string => chunks.join('');
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const port = await waitFor('the second server', async () => {
    if (child.exitCode !== null) throw new Error(printed());
    return Number(/"publicPort":(\d+)/.exec(printed())?.[1] ?? 0) || undefined;
  });
  const internalPort = Number(/"internalPort":(\d+)/.exec(printed())?.[1] ?? 0);
  return { port, internalPort, child, ended, printed };
}
