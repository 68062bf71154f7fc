import type { Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { poolOf } from '../queue/boss.ts';
import type { Queue } from '../queue/queue.ts';
import { pulledGauge } from './pulled.ts';

interface Connections {
  readonly db: Database;
  readonly queue: Queue;
}

/** What a pool of connections is doing. */
export interface PoolFigures {
  readonly pool: string;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly limit: number;
}

/** The pools of this process, now; `queue` is the one that jobs are sent, fetched and settled by. */
export function poolFigures({ db, queue }: Connections): readonly PoolFigures[] {
  const pools = Object.entries({ app: db.app, system: db.system, queue: poolOf(queue) });
  return pools.flatMap(([pool, connections]) => {
    if (connections === undefined) return [];
    const { totalCount, idleCount, waitingCount, options } = connections;
    return [{ pool, used: totalCount - idleCount, idle: idleCount, waiting: waitingCount, limit: options.max ?? 0 }];
  });
}

/** Shows the pools as they are at each scrape. */
export function watchPools(registry: Registry, connections: Connections): void {
  pulledGauge(
    registry,
    {
      name: 'tabularium_pool_connections',
      help: 'Connections to PostgreSQL, by pool and by whether they are used or idle.',
      labelNames: ['pool', 'state'],
    },
    () =>
      poolFigures(connections).flatMap(({ pool, used, idle }) => [
        [{ pool, state: 'used' }, used] as const,
        [{ pool, state: 'idle' }, idle] as const,
      ]),
  );
  pulledGauge(
    registry,
    { name: 'tabularium_pool_connections_limit', help: 'Connections to PostgreSQL that a pool may have.', labelNames: ['pool'] },
    () => poolFigures(connections).map(({ pool, limit }) => [{ pool }, limit]),
  );
  pulledGauge(
    registry,
    { name: 'tabularium_pool_waiting', help: 'Callers who wait for a connection of a pool.', labelNames: ['pool'] },
    () => poolFigures(connections).map(({ pool, waiting }) => [{ pool }, waiting]),
  );
}
