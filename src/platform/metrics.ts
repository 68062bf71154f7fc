import { Counter, Histogram, Registry } from 'prom-client';
import { JobMetrics } from './metrics/job-metrics.ts';
import { RequestMetrics } from './metrics/request-metrics.ts';
import { SweepMetrics } from './metrics/sweep-metrics.ts';

/**
 * What this process counts, in one registry of its own; shown in Prometheus's text format. A label never holds a path, an id,
 * a workspace or a user: each has few values, known beforehand. docs/operations/metrics.md says what every one means.
 */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: RequestMetrics;
  /** Problems answered, by their code. */
  readonly problems: Counter<'code'>;
  /** Credentials that let nobody in, by why. */
  readonly refusedCredentials: Counter<'reason'>;
  /** Seconds until a connection of a pool could be had. */
  readonly poolWait: Histogram<'pool'>;
  readonly jobs: JobMetrics;
  /** Things that a sweep took away, by what they were. */
  readonly swept: Counter<'what'>;
  readonly sweeps: SweepMetrics;
  /** Rows whose object was not in the store when a sweep looked; one that stays missing is counted by every pass. */
  readonly missingObjects: Counter;
}

/** From a free connection, through a new one, to the pool's patience of five seconds. */
const WAIT_SECONDS = [0.0005, 0.002, 0.01, 0.05, 0.2, 1, 5];

/** Empty counters; one set a process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new RequestMetrics(registry),
    problems: new Counter({
      name: 'tabularium_problems_total',
      help: 'Problems answered, by their code.',
      labelNames: ['code'] as const,
      registers,
    }),
    refusedCredentials: new Counter({
      name: 'tabularium_refused_credentials_total',
      help: 'Credentials that let nobody in, by why.',
      labelNames: ['reason'] as const,
      registers,
    }),
    poolWait: new Histogram({
      name: 'tabularium_pool_wait_seconds',
      help: 'Time until a connection to PostgreSQL could be had.',
      labelNames: ['pool'] as const,
      buckets: WAIT_SECONDS,
      registers,
    }),
    jobs: new JobMetrics(registry),
    swept: new Counter({
      name: 'tabularium_swept_total',
      help: 'Things that a sweep took away, by what they were.',
      labelNames: ['what'] as const,
      registers,
    }),
    sweeps: new SweepMetrics(registry),
    missingObjects: new Counter({
      name: 'tabularium_missing_objects_total',
      help: 'Rows whose object was not in the store when a sweep looked.',
      registers,
    }),
  };
}
