import { Bell } from '../../core/bell.ts';
import type { JobPayload } from './define-job.ts';
import type { JobHandler } from './handle.ts';
import { type FetchedJob, giveBack, runJob, type Worker } from './run-job.ts';

const BACKSTOP_MS = 2000;
/** A loop that is not full and has not been able to fetch for so long counts as silent; it tries every BACKSTOP_MS. */
const SILENT_MS = 30_000;

/** One queue of one worker: fetches, starts, counts. */
export interface FetchLoop {
  /** There may be something to fetch. */
  wake(): void;
  /** Has as much to do as it may, or found out lately whether there is something to do. */
  readonly alive: boolean;
  /** Resolves when nothing is fetched any more and nothing runs. */
  readonly ended: Promise<void>;
}

/**
 * Works one queue, fairly: after a workspace got a job started, every other waiting workspace gets one before its next,
 * and none runs more than `perWorkspace` at a time. Wakes on notice, at the end of a job, and every 2 s for retries,
 * delayed jobs and notices that were lost.
 */
export function fetchLoop(worker: Worker, handler: JobHandler, fetching: AbortSignal): FetchLoop {
  const { concurrency } = handler.job;
  const running = new Set<Promise<void>>();
  const turns = new Turns(handler.job.perWorkspace);
  const bell = new Bell();
  let fetchedAt = performance.now();

  async function next(): Promise<FetchedJob | undefined> {
    const job = await fetchOne(worker, handler, turns.toSkip());
    fetchedAt = performance.now();
    if (job || !turns.startRound()) return job;
    return fetchOne(worker, handler, turns.toSkip());
  }

  function start(job: FetchedJob): void {
    const workspaceId = job.data.workspaceId;
    turns.started(workspaceId);
    const one = runJob(worker, handler, job).finally(() => {
      running.delete(one);
      turns.ended(workspaceId);
    });
    running.add(one);
  }

  async function loop(): Promise<void> {
    while (!fetching.aborted) {
      if (running.size >= concurrency) {
        await Promise.race(running);
        continue;
      }
      bell.hush();
      const job = await next().catch((err: unknown) => {
        worker.log.warn({ err, queue: handler.job.queue }, 'queue: fetch failed, trying again');
        return undefined;
      });
      if (!job) await bell.rung(BACKSTOP_MS, running);
      else if (fetching.aborted)
        await giveBack(worker, handler, job).catch(() => {}); // else its heartbeat runs out
      else start(job);
    }
    await Promise.allSettled(running);
  }

  return {
    wake: () => bell.ring(),
    get alive() {
      return running.size >= concurrency || performance.now() - fetchedAt < SILENT_MS;
    },
    ended: loop(),
  };
}

async function fetchOne(worker: Worker, handler: JobHandler, ignoreGroups: string[]): Promise<FetchedJob | undefined> {
  const [job] = await worker.boss.fetch<JobPayload>(handler.job.queue, { ignoreGroups });
  return job;
}

/** Whose turn it is among the workspaces. */
class Turns {
  readonly #perWorkspace: number;
  readonly #served = new Set<string>();
  readonly #running = new Map<string, number>();

  constructor(perWorkspace: number) {
    this.#perWorkspace = perWorkspace;
  }

  toSkip(): string[] {
    const full = [...this.#running].filter(([, count]) => count >= this.#perWorkspace).map(([workspaceId]) => workspaceId);
    return [...new Set([...this.#served, ...full])];
  }

  /** Everybody had a turn. False when the round has not begun anyway. */
  startRound(): boolean {
    const begun = this.#served.size > 0;
    this.#served.clear();
    return begun;
  }

  started(workspaceId: string): void {
    this.#served.add(workspaceId);
    this.#running.set(workspaceId, (this.#running.get(workspaceId) ?? 0) + 1);
  }

  ended(workspaceId: string): void {
    const left = (this.#running.get(workspaceId) ?? 1) - 1;
    if (left > 0) this.#running.set(workspaceId, left);
    else this.#running.delete(workspaceId);
  }
}
