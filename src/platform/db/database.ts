import type pg from 'pg';
import type { Origin } from '../../core/origin.ts';

/** The role a pool signs in as, without `tabularium_`. */
export type PoolName = 'app' | 'system';

/** The two pools of a server or worker: the app's own role, and the small one for duties across workspaces. */
export interface Database {
  readonly app: pg.Pool;
  readonly system: pg.Pool;
  close(): Promise<void>;
}

/** SQL with `$1` placeholders. `name` only for a text that never varies: the server keeps it, per connection, for ever. */
export interface Statement {
  readonly text: string;
  readonly name?: string;
  /** In a read of a named statement: planned once for all values, when planning would cost as much as running. */
  readonly planOnce?: true;
}

/** One row as text columns, in the order of the select: what `read` returns, unparsed on purpose. */
export type TextRow = readonly (string | null)[];

/**
 * An open transaction inside one workspace. Steps take it as their first argument and never open another.
 * bigint columns arrive as numbers (all are checked to 2^53), timestamps as Date.
 */
export interface Tx {
  readonly workspaceId: string;
  /** Where the work comes from: jobs and facts of the transaction carry it on. */
  readonly origin?: Origin | undefined;
  query<Row extends object = Record<string, unknown>>(statement: Statement | string, values?: readonly unknown[]): Promise<Row[]>;
  /** First row, or undefined. */
  one<Row extends object = Record<string, unknown>>(statement: Statement | string, values?: readonly unknown[]): Promise<Row | undefined>;
}
