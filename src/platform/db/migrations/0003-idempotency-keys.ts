import { protectWorkspaceTable } from './protect.ts';

/** What POST requests with an Idempotency-Key were answered, so that a repeated one is answered and not done again. */
export const name = '0003-idempotency-keys';

// result is json, not jsonb: what is answered again must be the same text
const TABLE = `
create table app.idempotency_keys (
  workspace_id uuid not null,
  key_hash bytea not null check (length(key_hash) = 32), -- SHA-256 of workspace, user, client, operation and key; never the key
  user_id uuid not null,
  operation_id text not null check (length(operation_id) <= 100),
  fingerprint bytea not null check (length(fingerprint) = 32), -- SHA-256 of path, query and JSON body
  content_hash bytea check (length(content_hash) = 32), -- of a streamed upload: SHA-256 of its files' digests and names
  state text not null check (state in ('IN_PROGRESS', 'DONE')), -- IN_PROGRESS is seen of streamed uploads only
  attempt uuid, -- the one at work; another one's last write finds no row
  result json,
  date_added timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null, -- of a row IN_PROGRESS: its lease
  primary key (workspace_id, key_hash),
  check ((state = 'DONE') = (result is not null)),
  check ((state = 'IN_PROGRESS') = (attempt is not null)),
  foreign key (workspace_id, user_id) references app.memberships (workspace_id, user_id)
);
create index idempotency_keys_by_expiry on app.idempotency_keys (expires_at);
`;

const SYSTEM = `
create policy system_select on app.idempotency_keys for select to tabularium_system using (true);
create policy system_delete on app.idempotency_keys for delete to tabularium_system using (true);
grant select (workspace_id, key_hash, attempt, expires_at), delete on app.idempotency_keys to tabularium_system;
`;

// Each statement of the function has its own snapshot, so the look-up sees what the last holder of the lock has committed.
// Not a definer: behind the entering, the app's own policy shows the keys of this workspace.
const ENTER_ONCE = `
create function app.enter_workspace_once(p_user uuid, p_workspace uuid, p_key bytea, p_fingerprint bytea)
returns table (role text, claim text, result text, content_hash text)
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  v_kept app.idempotency_keys;
begin
  role := app.enter_workspace(p_user, p_workspace);
  if role is null then
    return next;
    return;
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended(encode(p_key, 'hex'), 0)) then
    claim := 'IN_PROGRESS';
    return next;
    return;
  end if;
  select k.* into v_kept from app.idempotency_keys k
  where k.workspace_id = p_workspace and k.key_hash = p_key and k.expires_at > now();
  claim := case when v_kept.state is null then 'NEW' when v_kept.fingerprint <> p_fingerprint then 'OTHER' else v_kept.state end;
  if claim = 'DONE' then
    result := v_kept.result::text;
    content_hash := encode(v_kept.content_hash, 'hex');
  end if;
  return next;
end $$;
revoke execute on function app.enter_workspace_once from public;
grant execute on function app.enter_workspace_once to tabularium_app;
`;

export const up = [TABLE, protectWorkspaceTable('idempotency_keys', 'select, insert, update'), SYSTEM, ENTER_ONCE].join('');

export const down = `
drop function app.enter_workspace_once;
drop table app.idempotency_keys;
`;
