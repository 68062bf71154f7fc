import type { Registry } from 'prom-client';
import { pulledGauge } from './pulled.ts';
import type { LookAtQueues } from './queue-look.ts';

/** Shows the queues of the installation at each scrape; while they cannot be read they are left out, and `readable` is 0. */
export function watchQueues(registry: Registry, look: LookAtQueues): void {
  const labelNames = ['queue', 'state'] as const;
  pulledGauge(
    registry,
    {
      name: 'tabularium_queues_readable',
      help: '1 when the figures of the queues could be read for this scrape, else 0.',
      labelNames: [],
    },
    async () => [[{}, (await look()) === undefined ? 0 : 1]],
  );
  pulledGauge(registry, { name: 'tabularium_queue_jobs', help: 'Jobs of a queue by state, counted up to 10,000.', labelNames }, async () =>
    ((await look()) ?? []).map(({ queue, state, jobs }) => [{ queue, state }, jobs]),
  );
  pulledGauge(
    registry,
    { name: 'tabularium_queue_oldest_seconds', help: 'How long the oldest job of a queue has been in this state.', labelNames },
    async () =>
      ((await look()) ?? [])
        .filter(({ state }) => state !== 'delayed')
        .map(({ queue, state, oldestSeconds }) => [{ queue, state }, oldestSeconds ?? 0]),
  );
}
