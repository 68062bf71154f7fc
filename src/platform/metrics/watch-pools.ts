import type { Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import { pulledGauge } from './pulled.ts';

/** What a pool of connections is doing. */
export interface PoolFigures {
  readonly pool: string;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly limit: number;
}

/** The pools of this process, now. */
export const poolFigures = ({ app, system }: Database): readonly PoolFigures[] =>
  Object.entries({ app, system }).map(([pool, { totalCount, idleCount, waitingCount, options }]) => ({
    pool,
    used: totalCount - idleCount,
    idle: idleCount,
    waiting: waitingCount,
    limit: options.max ?? 0,
  }));

/** Shows the pools as they are at each scrape. */
export function watchPools(registry: Registry, db: Database): void {
  pulledGauge(
    registry,
    {
      name: 'tabularium_pool_connections',
      help: 'Connections to PostgreSQL, by pool and by whether they are used or idle.',
      labelNames: ['pool', 'state'],
    },
    () =>
      poolFigures(db).flatMap(({ pool, used, idle }) => [
        [{ pool, state: 'used' }, used] as const,
        [{ pool, state: 'idle' }, idle] as const,
      ]),
  );
  pulledGauge(
    registry,
    { name: 'tabularium_pool_connections_limit', help: 'Connections to PostgreSQL that a pool may have.', labelNames: ['pool'] },
    () => poolFigures(db).map(({ pool, limit }) => [{ pool }, limit]),
  );
  pulledGauge(
    registry,
    { name: 'tabularium_pool_waiting', help: 'Callers who wait for a connection of a pool.', labelNames: ['pool'] },
    () => poolFigures(db).map(({ pool, waiting }) => [{ pool }, waiting]),
  );
}
