import type { Database, Tx } from './database.ts';
import { refuseNested, transact } from './transaction.ts';

/** The few things that are done across workspaces, each by its name. The role's rights are in the migrations. */
export type SystemDuty =
  | 'ensure-user'
  | 'sweep-events'
  | 'sweep-objects'
  | 'sweep-uploads'
  | 'release-idempotency-key'
  | 'sweep-idempotency-keys'
  | 'take-turns'
  | 'find-due'
  | 'purge-packages'
  | 'audit-objects';

/** A transaction of the system role: no workspace, and only the tables its duties need. */
export type SystemTx = Omit<Tx, 'workspaceId'>;

/**
 * One transaction as tabularium_system, for the duty that is named: the name stands in pg_stat_activity while it runs.
 * Throws `unavailable`, and whatever `run` throws, rolled back.
 */
export async function asSystem<T>(db: Database, duty: SystemDuty, run: (tx: SystemTx) => Promise<T>): Promise<T> {
  refuseNested('asSystem');
  const begin = (client: { query(text: string): Promise<unknown> }): Promise<unknown> =>
    client.query(`begin; set local application_name = 'tabularium ${duty}'`);
  return transact(db.system, null, begin, (queries) =>
    run({ query: (statement, values) => queries.query(statement, values), one: (statement, values) => queries.one(statement, values) }),
  );
}
