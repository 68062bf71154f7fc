import type pg from 'pg';
import { spoilsConnection, translate } from './failures.ts';

/**
 * Lends a connection to `run` and takes it back, whatever happens; one that is not idle and whole by then is thrown away.
 * Rejects with Problem `unavailable` when the database is out of reach, with the signal's reason when that has aborted.
 */
export async function withClient<T>(pool: pg.Pool, signal: AbortSignal | null, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  const client = await pool.connect().catch((error: unknown) => {
    throw translate(error);
  });
  let spoilt = false;
  try {
    signal?.throwIfAborted();
    return await run(client);
  } catch (error) {
    spoilt = spoilsConnection(error);
    throw translate(error);
  } finally {
    client.release(spoilt || client.getTransactionStatus() !== 'I');
  }
}
