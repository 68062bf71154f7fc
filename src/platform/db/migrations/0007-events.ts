import { protectWorkspaceTable } from './protect.ts';

/** What happened in a workspace, in an order in which nothing is ever committed behind what was read. */
export const name = '0007-events';

/**
 * Names this history of transaction numbers: which cluster it is, and which of its timelines. Numbers start anew in a database
 * that was restored from a dump, and are used again after a recovery to an earlier moment or a failover.
 */
const EPOCH = `
create function app.event_epoch() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select hashtextextended(system_identifier || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), 0) from pg_control_system()
$$;
revoke execute on function app.event_epoch from public;
grant execute on function app.event_epoch to tabularium_app;
`;

// Subjects are plain ids: an event outlives what it tells of.
const TABLE = `
create table app.events (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  type text not null check (type in (
    'file.stored', 'file.processed', 'file.failed', 'file.trashed', 'file.restored',
    'result-package.ready', 'result-package.failed', 'result-package.expired',
    'dossier.created', 'dossier.trashed', 'dossier.restored')),
  dossier_id uuid,
  file_id uuid,
  version integer check (version >= 1),
  package_id uuid,
  payload jsonb not null default '{}' check (length(payload::text) <= 1000),
  date_added timestamptz(3) not null default now(),
  epoch bigint not null default app.event_epoch(),
  xid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity check (seq between 1 and 9007199254740991),
  primary key (workspace_id, id)
);
create index events_by_position on app.events (workspace_id, epoch, xid, seq);
create index events_by_date on app.events (date_added);
`;

const SYSTEM = `
create policy system_select on app.events for select to tabularium_system using (true);
create policy system_delete on app.events for delete to tabularium_system using (true);
grant select, delete on app.events to tabularium_system;
`;

export const up = [EPOCH, TABLE, protectWorkspaceTable('events', 'select, insert'), SYSTEM].join('');

export const down = `
drop table app.events;
drop function app.event_epoch();
`;
