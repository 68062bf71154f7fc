import type { QueueDepth } from './depths.ts';

/** One queue in one line. */
interface QueueHealth {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly retrying: number;
  readonly active: number;
  readonly dead: number;
  /** Whole seconds that the oldest waiting job has waited; null when none waits. */
  readonly oldestWaitingSeconds: number | null;
}

/** The depths of each queue put together. */
export function queueHealth(depths: readonly QueueDepth[]): readonly QueueHealth[] {
  return [...Map.groupBy(depths, ({ queue }) => queue)].map(([queue, states]) => {
    const jobs = (state: QueueDepth['state']): number => states.find((one) => one.state === state)?.jobs ?? 0;
    const oldest = states.find(({ state }) => state === 'waiting')?.oldestSeconds ?? null;
    return {
      queue,
      waiting: jobs('waiting'),
      delayed: jobs('delayed'),
      retrying: jobs('retrying'),
      active: jobs('active'),
      dead: jobs('dead'),
      oldestWaitingSeconds: oldest === null ? null : Math.floor(oldest),
    };
  });
}
