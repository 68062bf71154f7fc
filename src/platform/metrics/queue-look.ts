import type { Database } from '../db/database.ts';
import { type QueueDepth, readDepths } from '../queue/depths.ts';

/** A look at the queues is as good as new for so long, whoever asks. */
const FRESH_MS = 5_000;
/** Nobody waits longer for it; a query under way is waited for by whoever asks next. */
const PATIENCE_MS = 2_000;

/** The depths of all queues, or undefined when the database does not say in time. */
export type LookAtQueues = () => Promise<readonly QueueDepth[] | undefined>;

/** Looks at the queues once in some seconds at most, and never twice at a time. */
export function lookAtQueues(db: Database): LookAtQueues {
  let looking: Promise<readonly QueueDepth[] | undefined> | undefined;
  const forget = (): void => {
    looking = undefined;
  };
  const look = async (): Promise<readonly QueueDepth[] | undefined> => {
    try {
      const depths = await readDepths(db);
      setTimeout(forget, FRESH_MS).unref();
      return depths;
    } catch {
      forget();
      return undefined;
    }
  };
  return () => {
    looking ??= look();
    return within(PATIENCE_MS, looking);
  };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
