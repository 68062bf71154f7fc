/** The workspace this transaction has entered, or null. As a subselect it is computed once a statement; '' is what a setting leaves behind. */
export const ENTERED_WORKSPACE = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`;

/**
 * SQL that closes a workspace table: row-level security enabled and forced, everything for its owner (backfills, dumps and
 * definer functions see nothing otherwise), for the app only the rows of the workspace that was entered.
 * `grants` is what the app may do, as in `grant <grants> on`. Used by released migrations: never change what it returns.
 */
export const protectWorkspaceTable = (table: string, grants: string, workspaceColumn = 'workspace_id'): string => `
alter table app.${table} enable row level security;
alter table app.${table} force row level security;
create policy owner on app.${table} to tabularium_owner using (true);
create policy workspace on app.${table} to tabularium_app using (${workspaceColumn} = ${ENTERED_WORKSPACE});
grant ${grants} on app.${table} to tabularium_app;
`;
