import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/**
 * How an attempt of a job ended: done; failed and to be tried again; given up after the last attempt; given back by a worker
 * that stops; put off, its workspace being suspended or the time not come; dropped, its workspace being closed; lost to another worker.
 */
export type JobOutcome = 'done' | 'failed' | 'given-up' | 'given-back' | 'put-off' | 'dropped' | 'lost';

/** From a row to write to a package of gigabytes. */
const SECONDS = [0.01, 0.05, 0.2, 1, 5, 20, 60, 300, 1200, 3600];

/** The attempts of jobs in this process, by queue. */
export class JobMetrics {
  readonly #attempts: Counter<'queue' | 'outcome'>;
  readonly #duration: Histogram<'queue'>;
  readonly #running: Gauge<'queue'>;

  constructor(registry: Registry) {
    const registers = [registry];
    const labelNames = ['queue'] as const;
    this.#attempts = new Counter({
      name: 'tabularium_job_attempts_total',
      help: 'Attempts of jobs that have ended in this process, by queue and outcome.',
      labelNames: ['queue', 'outcome'] as const,
      registers,
    });
    this.#duration = new Histogram({
      name: 'tabularium_job_duration_seconds',
      help: 'Time an attempt of a job took, whatever its outcome.',
      labelNames,
      buckets: SECONDS,
      registers,
    });
    this.#running = new Gauge({
      name: 'tabularium_jobs_running',
      help: 'Jobs at work in this process, by queue.',
      labelNames,
      registers,
    });
  }

  /** To be called with the outcome when the attempt is over. */
  begun(queue: string): (outcome: JobOutcome) => void {
    const started = performance.now();
    this.#running.inc({ queue });
    return (outcome) => {
      this.#running.dec({ queue });
      this.#attempts.inc({ queue, outcome });
      this.#duration.observe({ queue }, (performance.now() - started) / 1000);
    };
  }
}
