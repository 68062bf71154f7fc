import type { Readable } from 'node:stream';
import { Gauge, type Registry } from 'prom-client';
import type { MemoryBudget } from '../storage/memory-budget.ts';
import type { ObjectStore } from '../storage/objects.ts';
import { pulledGauge } from './pulled.ts';

/** The same store, with what it is doing shown: objects being written and read, and the memory that writes share. */
export function watchStore(registry: Registry, store: ObjectStore, budget: MemoryBudget): ObjectStore {
  const registers = [registry];
  const writes = new Gauge({
    name: 'tabularium_object_writes_running',
    help: 'Objects and parts of resumable uploads being written to the store.',
    registers,
  });
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
  const counted = async <T>(write: Promise<T>): Promise<T> => {
    writes.inc();
    try {
      return await write;
    } finally {
      writes.dec();
    }
  };
  const { parts } = store;
  return {
    ...store,
    write: (key, source, options) => counted(store.write(key, source, options)),
    read: async (key, options) => untilClosed(await store.read(key, options), reads),
    parts: {
      ...parts,
      put: (key, body) => counted(parts.put(key, body)),
      send: (upload, number, body) => counted(parts.send(upload, number, body)),
    },
  };
}

function untilClosed(body: Readable, reads: Gauge): Readable {
  if (body.closed) return body;
  reads.inc();
  return body.once('close', () => reads.dec());
}
