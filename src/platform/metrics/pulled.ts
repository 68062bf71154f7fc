import { Counter, Gauge, type Registry } from 'prom-client';

interface Named<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly L[];
}

type Values<L extends string> = Iterable<readonly [labels: Readonly<Record<L, string>>, value: number]>;

/**
 * A gauge whose values are asked for at each scrape; what is not named any more is forgotten. Each reads for itself: the
 * registry asks all at once, so what one had set for another would be seen a scrape later.
 */
export function pulledGauge<L extends string>(registry: Registry, named: Named<L>, read: () => Values<L> | Promise<Values<L>>): Gauge<L> {
  return new Gauge<L>({
    ...named,
    registers: [registry],
    async collect() {
      const values = await read();
      this.reset();
      for (const [labels, value] of values) this.set(labels, value);
    },
  });
}

/** The same for what is counted elsewhere and only grows. */
export function pulledCounter<L extends string>(registry: Registry, named: Named<L>, read: () => Values<L>): Counter<L> {
  return new Counter<L>({
    ...named,
    registers: [registry],
    collect() {
      this.reset();
      for (const [labels, value] of read()) this.inc(labels, value);
    },
  });
}
