import { setTimeout as sleep } from 'node:timers/promises';

/** How long an answer may be held back for work that others do. */
export interface Patience {
  readonly seconds: number;
  /** Aborts when nobody waits any more, or nobody may. */
  readonly signal: AbortSignal;
}

/** Between two looks: the first ones are quick, for work that is short. */
const FIRST_MS = 250;
const LATER_MS = 500;

/** An item once it is not busy any more, or as it is when patience is over. Rejects when `look` does. */
export const whenIdle = async <T extends { readonly busy: boolean }>(patience: Patience, look: () => Promise<T>): Promise<T> =>
  untilOver(patience, await look(), look, ({ busy }) => !busy);

/**
 * Looks again and again until what is seen is over, patience is, or its signal aborts; gives what was seen last, at once when
 * it is over already. Nothing is held between two looks, which are each one read. Rejects when `look` does.
 */
export async function untilOver<T>(patience: Patience, first: T, look: () => Promise<T>, isOver: (seen: T) => boolean): Promise<T> {
  const end = performance.now() + patience.seconds * 1000;
  let seen = first;
  for (let pause = FIRST_MS; !isOver(seen) && performance.now() + pause <= end; pause = LATER_MS) {
    if (!(await slept(pause, patience.signal))) break;
    seen = await look();
  }
  return seen;
}

const slept = (ms: number, signal: AbortSignal): Promise<boolean> =>
  sleep(ms, undefined, { signal }).then(
    () => true,
    () => false,
  );
