import { ENTERED_WORKSPACE, protectWorkspaceTable } from './protect.ts';

/** Who sees what: row-level security, the rights of the three roles, and the functions that open the doors. */
export const name = '0002-doors';

const CALLER = `(select nullif(current_setting('app.user_id', true), '')::uuid)`;

// Nothing that is deleted logically may be deleted by the app, and what was counted stays counted.
const TABLES: readonly (readonly [table: string, grants: string])[] = [
  ['memberships', 'select'],
  ['licenses', 'select, update (pages_used, date_modified)'],
  ['usage_ledger', 'select, insert'],
  ['dossier_templates', 'select, insert, update'],
  ['dossiers', 'select, insert, update'],
  ['dossier_counters', 'select, insert, update'],
  ['files', 'select, insert, update'],
  ['file_versions', 'select, insert, update'],
  ['file_pages', 'select, insert, update, delete'],
  ['result_packages', 'select, insert, update'],
  ['result_package_entries', 'select, insert, delete'],
  ['object_intents', 'select, insert, update, delete'],
];

const USERS = `
alter table app.users enable row level security;
alter table app.users force row level security;
create policy owner on app.users to tabularium_owner using (true);
create policy members on app.users for select to tabularium_app using (
  exists (select from app.memberships m where m.workspace_id = ${ENTERED_WORKSPACE} and m.user_id = users.id));
grant select on app.users to tabularium_app;
`;

// Only while no workspace is entered: else a member of one could act in another through her own rows.
const OWN_ROWS = `
create policy own on app.users for select to tabularium_app using (${ENTERED_WORKSPACE} is null and id = ${CALLER});
create policy own on app.memberships for select to tabularium_app using (${ENTERED_WORKSPACE} is null and user_id = ${CALLER});
create policy own on app.workspaces for select to tabularium_app using (${ENTERED_WORKSPACE} is null and exists (
  select from app.memberships m where m.workspace_id = workspaces.id and m.user_id = ${CALLER} and m.status = 'ACTIVE'));
`;

const SYSTEM = `
grant usage on schema app to tabularium_app, tabularium_system;
create policy system_select on app.object_intents for select to tabularium_system using (true);
create policy system_update on app.object_intents for update to tabularium_system using (true);
create policy system_delete on app.object_intents for delete to tabularium_system using (true);
grant select, update, delete on app.object_intents to tabularium_system;
`;

// A WHERE clause promises no order of evaluation: the setting is made by a statement of its own, after the look-up.
const ENTER_WORKSPACE = `
create function app.enter_workspace(p_user uuid, p_workspace uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_role text;
begin
  select m.role into v_role
  from app.memberships m
  join app.workspaces w on w.id = m.workspace_id
  join app.users u on u.id = m.user_id
  where m.workspace_id = p_workspace and m.user_id = p_user
    and m.status = 'ACTIVE' and w.state = 'ACTIVE' and u.state = 'ACTIVE';
  perform set_config('app.workspace_id', case when v_role is null then '' else p_workspace::text end, true);
  return v_role;
end $$;
`;

const ENTER_FOR_JOB = `
create function app.enter_for_job(p_workspace uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_state text;
begin
  select w.state into v_state from app.workspaces w where w.id = p_workspace;
  perform set_config('app.workspace_id', case when v_state = 'ACTIVE' then p_workspace::text else '' end, true);
  return v_state;
end $$;
`;

const ENTER_OWN = `
create function app.enter_own(p_user uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_active boolean;
begin
  v_active := exists (select from app.users u where u.id = p_user and u.state = 'ACTIVE');
  perform set_config('app.workspace_id', '', true);
  perform set_config('app.user_id', case when v_active then p_user::text else '' end, true);
  return v_active;
end $$;
`;

// Writes only when something is new: a token seen again costs one index look-up. A profile value that is not given stays.
const ENSURE_USER = `
create function app.ensure_user(p_issuer text, p_subject text, p_id uuid, p_kind text, p_username text, p_name text, p_email text)
returns table (id uuid, state text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  v_user app.users;
  v_username text := left(p_username, 255);
  v_name text := left(p_name, 255);
  v_email text := left(p_email, 320);
begin
  select u.* into v_user from app.users u where u.issuer = p_issuer and u.subject = p_subject;
  if not found then
    insert into app.users (id, issuer, subject, kind, username, name, email)
    values (p_id, p_issuer, p_subject, p_kind, v_username, v_name, v_email)
    on conflict (issuer, subject) do nothing;
  elsif (v_user.kind, v_user.username, v_user.name, v_user.email) is distinct from
        (p_kind, coalesce(v_username, v_user.username), coalesce(v_name, v_user.name), coalesce(v_email, v_user.email)) then
    update app.users u set kind = p_kind, username = coalesce(v_username, u.username), name = coalesce(v_name, u.name),
      email = coalesce(v_email, u.email), date_modified = now()
    where u.id = v_user.id;
  end if;
  return query select u.id, u.state from app.users u where u.issuer = p_issuer and u.subject = p_subject;
end $$;
`;

const EXECUTE = `
revoke execute on function app.enter_workspace, app.enter_for_job, app.enter_own, app.ensure_user from public;
grant execute on function app.enter_workspace, app.enter_for_job, app.enter_own to tabularium_app;
grant execute on function app.ensure_user to tabularium_system;
`;

export const up = [
  ...TABLES.map(([table, grants]) => protectWorkspaceTable(table, grants)),
  protectWorkspaceTable('workspaces', 'select', 'id'),
  USERS,
  OWN_ROWS,
  SYSTEM,
  ENTER_WORKSPACE,
  ENTER_FOR_JOB,
  ENTER_OWN,
  ENSURE_USER,
  EXECUTE,
].join('');

const open = (table: string): string => `
drop policy owner on app.${table};
drop policy if exists workspace on app.${table};
drop policy if exists members on app.${table};
drop policy if exists own on app.${table};
alter table app.${table} no force row level security;
alter table app.${table} disable row level security;
revoke all on app.${table} from tabularium_app, tabularium_system;
`;

export const down = [
  'drop function app.enter_workspace, app.enter_for_job, app.enter_own, app.ensure_user;',
  'drop policy system_select on app.object_intents; drop policy system_update on app.object_intents; drop policy system_delete on app.object_intents;',
  ...['users', 'workspaces', ...TABLES.map(([table]) => table)].map(open),
  'revoke usage on schema app from tabularium_app, tabularium_system;',
].join('\n');
