import type { Waited } from '../../core/context.ts';

/** Adds what `run` takes to the call's account. */
export async function timed<T>(waited: Waited, run: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await run();
  } finally {
    waited.database += performance.now() - started;
  }
}
