import type { Part } from './part.ts';
import { Progress, type Say } from './progress.ts';
import { migrate, startService } from './services.ts';
import type { Stack } from './stack.ts';

/** API and worker, running. */
export interface Program {
  readonly api: Part;
  readonly worker: Part;
  /** Resolves with `api` or `worker` when it ends before `stop` was called. */
  readonly failed: Promise<string>;
  /** Drains the API, then the worker. */
  stop(): Promise<void>;
}

/** Migrates the database. To be done before anything reads or seeds it. */
export function migrateStack(stack: Stack, say: Say): Promise<void> {
  return new Progress(say, 'schema').step('migrating', 'up to date', () => migrate(stack.env));
}

/** Starts API and worker on a migrated stack. Throws with the log of the one that does not start. */
export async function startProgram(stack: Stack, say: Say): Promise<Program> {
  const start = (name: 'api' | 'worker', ready: string): Promise<Part> =>
    new Progress(say, name).step('starting', ready, () => startService(stack.folders, name, stack.env));
  const [api, worker] = await Promise.allSettled([start('api', `ready on ${stack.env['PUBLIC_URL']}`), start('worker', 'running')]);
  if (api.status === 'fulfilled' && worker.status === 'fulfilled') return makeProgram(api.value, worker.value);
  for (const result of [api, worker]) if (result.status === 'fulfilled') await result.value.stop();
  throw (api.status === 'rejected' ? api.reason : worker.status === 'rejected' ? worker.reason : undefined) as Error;
}

function makeProgram(api: Part, worker: Part): Program {
  let stopping: Promise<void> | undefined;
  const failed = new Promise<string>((resolve) => {
    for (const part of [api, worker]) void part.ended.then(() => stopping ?? resolve(part.name));
  });
  const stop = (): Promise<void> => {
    stopping ??= api.stop().then(() => worker.stop());
    return stopping;
  };
  return { api, worker, failed, stop };
}
