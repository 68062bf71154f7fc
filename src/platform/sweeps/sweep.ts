import type { Log } from '../../core/log.ts';
import type { Platform } from '../context.ts';

/** What a step may use: it stops early, at a place of its choice, when `signal` aborts. */
export interface SweepContext {
  readonly platform: Platform;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What one step did. */
export interface SweepStep {
  /** Where the next one goes on; '' for the beginning. */
  readonly place: string;
  /** How many were taken away, by what they are in the metric. */
  readonly swept: Readonly<Record<string, number>>;
}

/** A duty done over and over, in small steps, by one worker at a time. */
export interface Sweep {
  readonly name: string;
  /** Between the end of a step and the next one. */
  readonly pauseSeconds: number;
  readonly step: (ctx: SweepContext, place: string) => Promise<SweepStep>;
}
