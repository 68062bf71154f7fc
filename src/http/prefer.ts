import type { Request } from 'express';
import { type Preferences, readPreferences } from '../core/preferences.ts';
import type { Patience } from '../platform/patience.ts';
import { OPERATIONS } from './generated/operations.ts';
import { operationOf } from './operation-of.ts';
import type { RequestContext } from './request-context.ts';

/** Answers that are held back at a time in one process: each looks at the database about twice a second. */
const MAX_WAITING = 100;

/** The preferences of a request that its operation knows. */
export function preferencesOf(req: Request): Preferences {
  const known: readonly string[] = OPERATIONS[operationOf(req)].preferences;
  const { minimal, wait } = readPreferences(known.length === 0 ? undefined : req.headers.prefer);
  return { minimal: minimal && known.includes('return'), wait: known.includes('wait') ? wait : undefined };
}

/** The value of `Preference-Applied`, undefined when none was. */
export function appliedOf(minimal: boolean, waited: number | undefined): string | undefined {
  const applied = [...(waited === undefined ? [] : [`wait=${waited}`]), ...(minimal ? ['return=minimal'] : [])];
  return applied.length === 0 ? undefined : applied.join(', ');
}

/** Lets so many answers of a process wait; one more is answered at once. */
export class WaitingRoom {
  #waiting = 0;
  readonly #draining: AbortSignal;

  constructor(draining: AbortSignal) {
    this.#draining = draining;
  }

  /** Runs `answer` with the patience that was asked for, or with none; also tells how much it was. */
  async run<T>(
    context: RequestContext,
    wait: number | undefined,
    answer: (patience: Patience) => Promise<T>,
  ): Promise<[T, number | undefined]> {
    if (wait === undefined || this.#waiting >= MAX_WAITING) return [await answer(NO_PATIENCE), undefined];
    this.#waiting++;
    try {
      return [await answer({ seconds: wait, signal: AbortSignal.any([context.signal, this.#draining]) }), wait];
    } finally {
      this.#waiting--;
    }
  }
}

const NO_PATIENCE: Patience = { seconds: 0, signal: AbortSignal.abort() };
