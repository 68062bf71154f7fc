import { Counter, Gauge, type Registry } from 'prom-client';

/** The last run of a sweep in this process, and the last one that went well. */
export interface SweepRun {
  readonly sweep: string;
  readonly ranAt: Date;
  readonly succeededAt: Date | null;
}

/** The runs of sweeps in this process, by the sweep's name. */
export class SweepMetrics {
  readonly #runs: Counter<'sweep' | 'outcome'>;
  readonly #success: Gauge<'sweep'>;
  readonly #last = new Map<string, SweepRun>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.#runs = new Counter({
      name: 'tabularium_sweep_runs_total',
      help: 'Runs of sweeps, by sweep and outcome.',
      labelNames: ['sweep', 'outcome'] as const,
      registers,
    });
    this.#success = new Gauge({
      name: 'tabularium_sweep_last_success_timestamp_seconds',
      help: 'When a sweep last ended well, in seconds since 1970.',
      labelNames: ['sweep'] as const,
      registers,
    });
  }

  /** A run is over; a sweep that found nothing to take away has ended well too. */
  ended(sweep: string, outcome: 'done' | 'failed'): void {
    const ranAt = new Date();
    this.#runs.inc({ sweep, outcome });
    if (outcome === 'done') this.#success.set({ sweep }, ranAt.getTime() / 1000);
    this.#last.set(sweep, { sweep, ranAt, succeededAt: outcome === 'done' ? ranAt : (this.#last.get(sweep)?.succeededAt ?? null) });
  }

  /** By name. */
  last(): readonly SweepRun[] {
    return [...this.#last.values()].toSorted((a, b) => a.sweep.localeCompare(b.sweep));
  }
}
