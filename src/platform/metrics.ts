import { Counter, Registry } from 'prom-client';

/** What this process counts, in one registry of its own; the internal listener shows it in Prometheus's text format. */
export interface Metrics {
  readonly registry: Registry;
  /** Things that a sweep took away, by what they were. */
  readonly swept: Counter<'what'>;
}

/** Empty counters; one set a process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const swept = new Counter({
    name: 'tabularium_swept_total',
    help: 'Things that a sweep took away, by what they were.',
    labelNames: ['what'] as const,
    registers: [registry],
  });
  return { registry, swept };
}
