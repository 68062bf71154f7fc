import type pg from 'pg';
import type { Database, PoolName } from './database.ts';
import { parsers } from './parsers.ts';
import { prepareScopes } from './scopes.ts';
import { TimedPool } from './timed-pool.ts';

export { refuseUnsafeRole } from './unsafe-role.ts';

interface DatabaseOptions {
  /** Signs in as tabularium_app. */
  readonly appUrl: string;
  /** Signs in as tabularium_system. */
  readonly systemUrl: string;
  /** Connections of the app's pool; the system's has two. */
  readonly poolSize: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Told of connections that broke while nobody used them; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
  /** Told how long each connection was waited for. */
  readonly onWait?: (pool: PoolName, seconds: number) => void;
}

const SYSTEM_POOL_SIZE = 2;
const SECOND = 1000;

/** The two pools. Connections are made when they are first needed, so this succeeds while the database is still down. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const app = openPool('app', options.appUrl, options.poolSize, options, prepareScopes);
  const system = openPool('system', options.systemUrl, SYSTEM_POOL_SIZE, options, async () => undefined);
  return {
    app,
    system,
    close: async () => {
      await Promise.all([app.end(), system.end()]);
    },
  };
}

function openPool(
  name: PoolName,
  url: string,
  size: number,
  options: DatabaseOptions,
  prepare: (client: pg.ClientBase) => Promise<void>,
): pg.Pool {
  // the pool waits for it, though its published type promises nothing to wait for
  const onConnect = (client: pg.ClientBase): unknown => {
    // the pool listens only while a connection is idle; without a listener, one that breaks in use would end the process
    client.on('error', () => undefined);
    return prepare(client);
  };
  const config = {
    connectionString: url,
    max: size,
    application_name: options.applicationName,
    types: parsers,
    keepAlive: true,
    connectionTimeoutMillis: 5 * SECOND,
    idleTimeoutMillis: 30 * SECOND,
    statement_timeout: 30 * SECOND,
    lock_timeout: 10 * SECOND,
    idle_in_transaction_session_timeout: 60 * SECOND,
    // compiling a plan costs more than any of our short statements takes
    options: '-c jit=off -c timezone=UTC',
    onConnect,
  };
  const pool = new TimedPool(config, (seconds) => options.onWait?.(name, seconds));
  pool.on('error', (error) => options.onIdleError?.(error));
  return pool;
}
