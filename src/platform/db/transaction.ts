import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { withClient } from './check-out.ts';
import type { Statement } from './database.ts';

type Values = readonly unknown[];

/** The statements of one open transaction, sent one after another in the order of the calls, awaited or not. */
export class Queries {
  readonly #client: pg.ClientBase;
  readonly #signal: AbortSignal | null;
  #last: Promise<unknown> = Promise.resolve();
  #over = false;

  constructor(client: pg.ClientBase, signal: AbortSignal | null) {
    this.#client = client;
    this.#signal = signal;
  }

  async query<Row extends object>(statement: Statement | string, values: Values = []): Promise<Row[]> {
    // on a connection that was given back it would run in a stranger's transaction
    if (this.#over) throw new Error('This transaction is over: a query was sent after its verb had returned.');
    const sent = this.#last.then(() => {
      this.#signal?.throwIfAborted();
      const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement;
      return this.#client.query<Row>({ text, values: [...values], ...(name !== undefined && { name }) });
    });
    this.#last = sent.catch(() => undefined);
    return (await sent).rows;
  }

  async one<Row extends object>(statement: Statement | string, values: Values = []): Promise<Row | undefined> {
    return (await this.query<Row>(statement, values))[0];
  }

  /** Takes no more; resolves when those already sent have been answered. */
  async end(): Promise<void> {
    this.#over = true;
    await this.#last;
  }
}

const inside = new AsyncLocalStorage<{ open: boolean }>();

/** A second connection, taken while the first waits for it, is a deadlock of the pool: doors open only outside a transaction. */
export function refuseNested(door: string): void {
  if (inside.getStore()?.open) throw new Error(`${door} inside a transaction: pass the open one to the step instead.`);
}

/**
 * One transaction: `begin` opens it and says what was entered, `run` does the work, then COMMIT. Any failure, an aborted
 * signal included, rolls back. Rejects too when a statement had failed and its error was swallowed, for nothing is kept then.
 */
export const transact = <E, T>(
  pool: pg.Pool,
  signal: AbortSignal | null,
  begin: (client: pg.ClientBase) => Promise<E>,
  run: (queries: Queries, entered: E) => Promise<T>,
): Promise<T> =>
  withClient(pool, signal, async (client) => {
    const queries = new Queries(client, signal);
    const here = { open: true };
    try {
      const entered = await begin(client);
      const result = await inside.run(here, () => run(queries, entered));
      await queries.end();
      signal?.throwIfAborted();
      await commit(client);
      return result;
    } catch (error) {
      await queries.end();
      await rollBack(client);
      throw error;
    } finally {
      here.open = false;
    }
  });

async function commit(client: pg.ClientBase): Promise<void> {
  const { command } = await client.query('commit');
  if (command !== 'COMMIT')
    throw new Error('Nothing was committed: a statement of this transaction had failed and its error was not passed on.');
}

// Always sent: until the answer is here, what the client believes of its transaction may be older than the failure.
// A connection on which even this fails is not idle afterwards, and is not used again.
const rollBack = (client: pg.ClientBase): Promise<unknown> => client.query('rollback').catch(() => undefined);
