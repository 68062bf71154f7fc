import { setTimeout as pause } from 'node:timers/promises';

const PAUSES_MS = [1_000, 5_000];

/** Does it again when it fails: a store that is away for a moment is no reason to begin a night's work anew. Rejects with the last failure. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const ms of PAUSES_MS) {
    try {
      return await work();
    } catch {
      await pause(ms);
    }
  }
  return work();
}
