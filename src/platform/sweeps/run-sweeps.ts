import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../core/log.ts';
import type { Platform } from '../context.ts';
import type { Sweep } from './sweep.ts';
import { endTurn, takeTurn } from './turn.ts';

const LOOK_MS = 5000;

/** Makes the steps of all sweeps whose turn it is, one after another, until stopped; `stop` resolves when the step in hand is done. */
export function startSweeps(platform: Platform, sweeps: readonly Sweep[], log: Log): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      for (const sweep of sweeps) {
        if (stopping.signal.aborted) break;
        await makeStep(platform, sweep, log, stopping.signal).catch((err: unknown) =>
          log.warn({ err, sweep: sweep.name }, 'sweep: a step failed; it is tried again'),
        );
      }
      await pause(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

/** One step, when it is due and no other worker is at it: counted, and logged when it took something away. False when it was not. */
export async function makeStep(platform: Platform, sweep: Sweep, log: Log, signal: AbortSignal): Promise<boolean> {
  const turn = await takeTurn(platform.db, sweep.name);
  if (turn === undefined) return false;
  try {
    const { place, swept } = await sweep.step({ platform, log, signal }, turn.place);
    const some = Object.entries(swept).filter(([, count]) => count > 0);
    for (const [what, count] of some) platform.metrics.swept.inc({ what }, count);
    if (some.length > 0) log.info({ sweep: sweep.name, ...Object.fromEntries(some) }, 'sweep: a step is done');
    await endTurn(platform.db, sweep.name, turn, place, sweep.pauseSeconds);
    platform.metrics.sweeps.ended(sweep.name, 'done');
  } catch (error) {
    platform.metrics.sweeps.ended(sweep.name, 'failed');
    await endTurn(platform.db, sweep.name, turn, turn.place, sweep.pauseSeconds).catch(() => undefined); // else its lease runs out
    throw error;
  }
  return true;
}
