import type pg from 'pg';
import type { Statement } from './database.ts';
import type { Scope } from './scoped-query.ts';

// In a read, the statement that enters makes the transaction read only as well, and says how the next one is planned. Its
// first column tells what was entered.
const READ_ONLY = `set_config('transaction_read_only', 'on', true), set_config('plan_cache_mode', $1, true)`;
const SCOPES = {
  begin: 'begin',
  readWorkspace: `select app.enter_workspace($2, $3), ${READ_ONLY}`,
  readForJob: `select app.enter_for_job($2), ${READ_ONLY}`,
  readOwn: `select app.enter_own($2), ${READ_ONLY}`,
} as const;
type Name = keyof typeof SCOPES;

/** What enters a write transaction, sent behind `begin`. */
export const ENTER_WORKSPACE: Statement = { name: 'enter.workspace', text: 'select app.enter_workspace($1, $2)' };
export const ENTER_WORKSPACE_ONCE: Statement = {
  name: 'enter.workspace-once',
  text: 'select role, claim, result, content_hash from app.enter_workspace_once($1, $2, $3, $4)',
};
export const ENTER_FOR_JOB: Statement = { name: 'enter.for-job', text: 'select app.enter_for_job($1)' };

const preparedName = (name: Name): string => `scope.${name}`;

/** Sent before what enters a write transaction. */
export const BEGIN: Scope = { name: preparedName('begin'), values: [] };

/** The scope that `statement` is to travel behind, with what it enters. */
export const readScope = (name: Exclude<Name, 'begin'>, statement: Statement, ...entered: string[]): Scope => ({
  name: preparedName(name),
  values: [statement.planOnce === true ? 'force_generic_plan' : 'auto', ...entered],
});

/**
 * For the pool's onConnect: every scope is parsed before the first query that counts on it. It is run once with nulls, which
 * enters nothing; SQL's own PREPARE would be shorter, but a transaction pooler would not know of it.
 */
export async function prepareScopes(client: pg.ClientBase): Promise<void> {
  for (const name of Object.keys(SCOPES) as Name[]) {
    const text = SCOPES[name];
    const values = [...text.matchAll(/\$\d/g)].map(() => null);
    await client.query({ name: preparedName(name), text, values });
    if (name === 'begin') await client.query('rollback');
  }
}
