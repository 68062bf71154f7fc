import type { Readable } from 'node:stream';
import { Gauge, type Registry } from 'prom-client';
import type { MemoryBudget } from '../storage/memory-budget.ts';
import type { ObjectStore } from '../storage/objects.ts';
import { pulledGauge } from './pulled.ts';

/** The same store, with what it is doing shown: objects being written and read, and the memory that writes share. */
export function watchStore(registry: Registry, store: ObjectStore, budget: MemoryBudget): ObjectStore {
  const registers = [registry];
  const writes = new Gauge({ name: 'tabularium_object_writes_running', help: 'Objects being written to the store.', registers });
  const reads = new Gauge({ name: 'tabularium_object_reads_open', help: 'Objects being read from the store.', registers });
  pulledGauge(
    registry,
    {
      name: 'tabularium_write_memory_bytes',
      help: 'Memory that the writes of this process share, free and in all.',
      labelNames: ['amount'],
    },
    () => [
      [{ amount: 'free' }, budget.free],
      [{ amount: 'total' }, budget.total],
    ],
  );
  return {
    ...store,
    write: async (key, source, options) => {
      writes.inc();
      try {
        return await store.write(key, source, options);
      } finally {
        writes.dec();
      }
    },
    read: async (key, options) => {
      const body = await store.read(key, options);
      return untilClosed(body, reads);
    },
  };
}

function untilClosed(body: Readable, reads: Gauge): Readable {
  reads.inc();
  body.once('close', () => reads.dec());
  return body;
}
