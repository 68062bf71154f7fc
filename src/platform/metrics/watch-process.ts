import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

/** Shows the process itself: event loop, heap, memory, garbage collection, descriptors, and which program it is. */
export function watchProcess(registry: Registry, name: 'server' | 'worker', version: string): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'tabularium_build_info',
    help: 'Always 1; the labels name the process and its version.',
    labelNames: ['process', 'version'] as const,
    registers: [registry],
  }).set({ process: name, version }, 1);
}
