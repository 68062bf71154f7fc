import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until `probe` gives something other than undefined, false or null, and gives that back.
 * Fails after `seconds` with `what` and the last thing seen. A bound for a hanging test, no assertion about speed.
 */
export async function waitFor<T>(what: string, probe: () => Promise<T | undefined | null | false>, seconds = 60): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 500)) {
    const seen = await probe();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await sleep(pause);
  }
}
