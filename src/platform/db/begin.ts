import type { Role } from '../../core/context.ts';
import type { Origin } from '../../core/origin.ts';
import type { Statement, TextRow, Tx } from './database.ts';
import { queryInScope } from './scoped-query.ts';
import { BEGIN } from './scopes.ts';
import type { Queries } from './transaction.ts';

/** A transaction that a person or program has opened, with the role they hold there. */
export interface WorkspaceTx extends Tx {
  readonly role: Role;
}

interface Opener {
  readonly workspaceId: string;
  readonly origin?: Origin | undefined;
}

/** What a verb gets to see of an open transaction. */
export const asTx = (queries: Queries, { workspaceId, origin }: Opener): Tx => ({
  workspaceId,
  origin,
  query: (statement, values) => queries.query(statement, values),
  one: (statement, values) => queries.one(statement, values),
});

/** BEGIN and entering, in one round trip; `check` throws when what was entered does not let the caller in. */
export const beginBy =
  <E>(statement: Statement, values: readonly unknown[], check: (entered: TextRow) => E) =>
  async (client: Parameters<typeof queryInScope>[0]): Promise<E> => {
    const { rows, error } = await queryInScope(client, BEGIN, statement, values);
    if (error !== null) throw error;
    return check(rows[0] ?? []);
  };
