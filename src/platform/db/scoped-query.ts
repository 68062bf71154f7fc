import pg from 'pg';
import type { Statement, TextRow } from './database.ts';

/** A statement that every connection has prepared (scopes.ts), and its values. */
export interface Scope {
  readonly name: string;
  readonly values: readonly string[];
}

/** What came back. `scope`: the first column of its row, undefined when it did not get to its end. */
export interface Outcome {
  readonly scope: string | null | undefined;
  readonly rows: readonly TextRow[];
  readonly error: Error | null;
}

interface Wire {
  bind(message: object): void;
  execute(message: object): void;
}
interface Hooks {
  prepare(wire: Wire): void;
  handleDataRow(message: DataRow): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}
interface DataRow {
  readonly fields: TextRow;
}
type Done = (error: Error | null, result: pg.QueryArrayResult<(string | null)[]>) => void;

// The published types hide these three methods, which pg calls on every query it is given; a test pins that it still does.
const HookedQuery = pg.Query as unknown as new (config: object, values: undefined, done: Done) => Hooks & pg.Submittable;
const AS_TEXT = { getTypeParser: () => String };

/**
 * Bind and Execute of a scope, then the statement, under one Sync: one round trip, and outside a transaction block one
 * implicit transaction, so that what the scope sets for the transaction ends with it.
 */
class ScopedQuery extends HookedQuery {
  scope: string | null | undefined = undefined;
  #answer: string | null = null;
  #inScope = true;
  #before: Scope;

  constructor(before: Scope, statement: Statement, values: readonly unknown[], done: Done) {
    super({ ...statement, values, queryMode: 'extended', rowMode: 'array', types: AS_TEXT }, undefined, done);
    this.#before = before;
  }

  // Never a Parse of the scope here: pg books any ParseComplete on this query's own name, and a statement whose Parse
  // failed would then count as prepared for the life of the connection.
  override prepare(wire: Wire): void {
    wire.bind({ portal: '', statement: this.#before.name, values: this.#before.values, valueMapper: String });
    wire.execute({ portal: '', rows: 0 });
    super.prepare(wire);
  }

  override handleDataRow(message: DataRow): void {
    if (this.#inScope) this.#answer = message.fields[0] ?? null;
    else super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (!this.#inScope) return super.handleCommandComplete(message, wire);
    this.#inScope = false;
    this.scope = this.#answer;
  }
}

/** Never rejects: a failure is part of the outcome, since the scope's answer decides what the caller may be told. */
export const queryInScope = (client: pg.ClientBase, scope: Scope, statement: Statement, values: readonly unknown[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const query: ScopedQuery = new ScopedQuery(scope, statement, values, (error, result) =>
      resolve({ scope: query.scope, rows: error ? [] : result.rows, error }),
    );
    client.query(query);
  });
