import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../../core/log.ts';
import type { Platform } from '../context.ts';
import { bossOf } from './boss.ts';
import { type FetchLoop, fetchLoop } from './fetch-loop.ts';
import type { JobHandler } from './handle.ts';
import type { Worker } from './run-job.ts';
import { WAKE_ALL, WAKE_CHANNEL } from './schema.ts';

export { handle } from './handle.ts';

const SUPERVISE_MS = 2000;
const GRACE_SECONDS = 10;
const AFTER_ABORT_MS = 5000;

interface WorkOptions {
  readonly log: Log;
  /** How long `stop` lets running jobs go on before it aborts them; default 10. */
  readonly graceSeconds?: number;
}

/** A worker at work. */
export interface Working {
  /** Queues whose loop has not been able to look for jobs lately. */
  silent(): readonly string[];
  /**
   * Fetches nothing more, waits for the running jobs, then aborts the rest so that they go back into the queue without
   * losing an attempt. One that does not listen to its signal is left to its heartbeat.
   */
  stop(): Promise<void>;
}

/**
 * Works the queues of the given handlers in this process, and takes jobs of dead workers back.
 * Needs a session of its own for LISTEN: `DATABASE_URL` of a worker must not lead to a transaction pooler.
 */
export async function startWorking(
  platform: Platform,
  handlers: readonly JobHandler[],
  { log, graceSeconds = GRACE_SECONDS }: WorkOptions,
): Promise<Working> {
  const fetching = new AbortController();
  const stopping = new AbortController();
  const boss = bossOf(platform.queue);
  const worker: Worker = { platform, boss, log, stop: stopping.signal };
  const loops = new Map<string, FetchLoop>();

  const wakeAll = (): void => loops.forEach((loop) => loop.wake());
  const listener = await listen(boss, (what) => (what === WAKE_ALL ? wakeAll() : loops.get(what)?.wake()), wakeAll);
  for (const handler of handlers) {
    if (loops.has(handler.job.queue)) throw new Error(`Two handlers for the queue ${handler.job.queue}.`);
    loops.set(handler.job.queue, fetchLoop(worker, handler, fetching.signal));
  }
  const supervising = supervise(boss, log, fetching.signal);
  const ended = Promise.all([...loops.values()].map((loop) => loop.ended));

  return {
    silent: () => [...loops].filter(([, loop]) => !loop.alive).map(([queue]) => queue),
    async stop() {
      fetching.abort();
      wakeAll();
      await within(graceSeconds * 1000, ended);
      stopping.abort(new Error('The worker stops.'));
      await within(AFTER_ABORT_MS, ended);
      await Promise.all([listener.close(), supervising]);
    },
  };
}

function listen(boss: PgBoss, heard: (what: string) => void, again: () => void): Promise<{ close(): Promise<void> }> {
  const db = boss.getDb();
  if (!db.listen) throw new Error('This database connection cannot listen.');
  return db.listen(WAKE_CHANNEL, heard, again);
}

/** Every worker looks for lost jobs; pg-boss lets one at a time do it. */
async function supervise(boss: PgBoss, log: Log, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    await boss.supervise().catch((err: unknown) => log.warn({ err }, 'queue: supervising failed, trying again'));
    await sleep(SUPERVISE_MS, undefined, { signal: until }).catch(() => {});
  }
}

/** Resolves with the promise or after `ms`, whichever is first, and leaves no timer behind. */
async function within(ms: number, promise: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  await Promise.race([promise, sleep(ms, undefined, { signal: enough.signal }).catch(() => {})]);
  enough.abort();
}
