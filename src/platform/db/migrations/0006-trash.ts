/**
 * The way out of the trash, back and for good: indexes of what lies there, the functions by which a purge deletes what is trashed and due
 * (the app itself may delete neither dossiers nor files), and what the sweeps need to find their work and to take turns at it.
 */
export const name = '0006-trash';

const ENTERED = `nullif(current_setting('app.workspace_id', true), '')::uuid`;
const DEFINER = 'security definer set search_path = pg_catalog, pg_temp';
// the shortest time in the trash that the settings admit: whatever the caller says, nothing goes sooner
const LONG_AGO = 'now() - make_interval(hours => greatest(p_hours, 1))';

const LISTS = `
create index trashed_files_by_date_added on app.files (workspace_id, dossier_id, date_added desc, id desc) where date_deleted is not null;
create index trashed_files_by_date_modified on app.files (workspace_id, dossier_id, date_modified desc, id desc) where date_deleted is not null;
create index trashed_files_by_filename on app.files (workspace_id, dossier_id, filename, id) where date_deleted is not null;
create index trashed_files_by_size on app.files (workspace_id, dossier_id, size, id) where date_deleted is not null;
create index workspace_trashed_files_by_date_added on app.files (workspace_id, date_added desc, id desc) where date_deleted is not null;
create index workspace_trashed_files_by_date_modified on app.files (workspace_id, date_modified desc, id desc) where date_deleted is not null;
create index workspace_trashed_files_by_filename on app.files (workspace_id, filename, id) where date_deleted is not null;
create index workspace_trashed_files_by_size on app.files (workspace_id, size, id) where date_deleted is not null;
`;

const SWEPT = `
create index files_by_date_deleted on app.files (date_deleted, id) where date_deleted is not null;
create index dossiers_by_date_trashed on app.dossiers (date_trashed, id) where status = 'TRASHED';
create index result_packages_by_date_deleted on app.result_packages (date_deleted) where date_deleted is not null;
create index result_packages_by_end on app.result_packages (date_modified) where status in ('EXPIRED', 'FAILED', 'CANCELLED');
create index file_versions_by_object on app.file_versions (workspace_id, object_key collate "C") where object_key is not null;
create index result_packages_by_object on app.result_packages (workspace_id, object_key collate "C") where object_key is not null;
`;

// From the first file on that a purge takes, nobody may see or restore the rest: it spans many transactions.
const PURGE = `
alter table app.dossiers add column date_purged timestamptz(3); -- set: on its way out, see policy purged
create policy purged on app.dossiers as restrictive to tabularium_app using (date_purged is null);

create function app.begin_purge(p_dossier uuid, p_hours integer) returns boolean language plpgsql volatile ${DEFINER} as $$
begin
  update app.dossiers d set date_purged = coalesce(d.date_purged, now())
  where d.workspace_id = ${ENTERED} and d.id = p_dossier and d.status = 'TRASHED' and (d.date_purged is not null or d.date_trashed <= ${LONG_AGO});
  return found;
end $$;

create function app.purge_files(p_files uuid[], p_hours integer) returns table (file_id uuid, object_keys text[])
language plpgsql volatile ${DEFINER} as $$
begin
  return query with due as materialized (
    select f.id from app.files f
    where f.workspace_id = ${ENTERED} and f.id = any(p_files)
      and (f.date_deleted <= ${LONG_AGO} or exists (
        select from app.dossiers d where d.workspace_id = f.workspace_id and d.id = f.dossier_id and d.status = 'TRASHED' and d.date_purged is not null))
      and not exists (select from app.result_package_entries e where e.workspace_id = f.workspace_id and e.file_id = f.id)
    for update of f skip locked
  ), objects as materialized (
    select due.id, array_agg(v.object_key) filter (where v.object_key is not null) as keys
    from due left join app.file_versions v on v.workspace_id = ${ENTERED} and v.file_id = due.id group by due.id
  ), gone as (
    delete from app.files f using due where f.workspace_id = ${ENTERED} and f.id = due.id
  )
  select o.id, coalesce(o.keys, '{}') from objects o;
end $$;

create function app.purge_dossier(p_dossier uuid) returns boolean language plpgsql volatile ${DEFINER} as $$
begin
  delete from app.dossiers d
  where d.workspace_id = ${ENTERED} and d.id = p_dossier and d.status = 'TRASHED' and d.date_purged is not null
    and not exists (select from app.files f where f.workspace_id = d.workspace_id and f.dossier_id = d.id);
  return found;
end $$;

revoke execute on function app.begin_purge, app.purge_files, app.purge_dossier from public;
grant execute on function app.begin_purge, app.purge_files, app.purge_dossier to tabularium_app;
`;

// A page of what is due, whatever the state of its workspace, so that a page is never more work than its length.
const due = (table: string, when: string, trashed: string): string => `
create function app.due_${table}(p_hours integer, p_when timestamptz, p_id uuid, p_limit integer)
returns table (workspace_id uuid, id uuid, trashed timestamptz, active boolean)
language sql stable ${DEFINER} as $$
  select t.workspace_id, t.id, t.${when}, w.state = 'ACTIVE'
  from app.${table} t join app.workspaces w on w.id = t.workspace_id
  where ${trashed} and t.${when} <= ${LONG_AGO} and (t.${when}, t.id) > (p_when, p_id)
  order by t.${when}, t.id limit p_limit
$$;
`;

const SYSTEM = `
create function app.purge_packages(p_hours integer, p_keep_hours integer, p_limit integer) returns integer
language plpgsql volatile ${DEFINER} as $$
declare
  v_count integer;
begin
  delete from app.result_packages p using (
    select q.workspace_id, q.id from app.result_packages q join app.workspaces w on w.id = q.workspace_id and w.state = 'ACTIVE'
    where q.date_deleted <= ${LONG_AGO}
       or (q.status in ('EXPIRED', 'FAILED', 'CANCELLED') and q.date_modified <= now() - make_interval(hours => greatest(p_keep_hours, 1)))
    limit p_limit for update of q skip locked
  ) due where p.workspace_id = due.workspace_id and p.id = due.id;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create function app.next_workspace(p_after uuid) returns uuid language sql stable ${DEFINER} as $$
  select w.id from app.workspaces w where w.id > p_after order by w.id limit 1
$$;

-- those of the keys that nothing names
create function app.unnamed_objects(p_workspace uuid, p_keys text[]) returns setof text language sql stable ${DEFINER} as $$
  select k from unnest(p_keys) k
  where not exists (select from app.file_versions v where v.workspace_id = p_workspace and v.object_key collate "C" = k)
    and not exists (select from app.result_packages p where p.workspace_id = p_workspace and p.object_key collate "C" = k)
    and not exists (select from app.object_intents i where i.workspace_id = p_workspace and i.object_key = k)
$$;

-- objects that must be there, of the keys in a range; '' for no end
create function app.named_objects(p_workspace uuid, p_after text, p_to text) returns setof text language sql stable ${DEFINER} as $$
  select v.object_key from app.file_versions v
  where v.workspace_id = p_workspace and v.object_key collate "C" > p_after and (p_to = '' or v.object_key collate "C" <= p_to)
  union all
  select p.object_key from app.result_packages p
  where p.workspace_id = p_workspace and p.object_key collate "C" > p_after and (p_to = '' or p.object_key collate "C" <= p_to)
    and p.status = 'READY' and p.date_deleted is null
$$;

revoke execute on function app.due_files, app.due_dossiers, app.purge_packages, app.next_workspace, app.unnamed_objects, app.named_objects from public;
grant execute on function app.due_files, app.due_dossiers, app.purge_packages, app.next_workspace, app.unnamed_objects, app.named_objects
  to tabularium_system;

-- one row a sweep: where it goes on, and until when nobody else may
create table app.sweeps (
  name text primary key check (length(name) <= 64),
  place text not null default '' check (length(place) <= 2048),
  lease_until timestamptz(3) not null
);
alter table app.sweeps enable row level security;
alter table app.sweeps force row level security;
create policy owner on app.sweeps to tabularium_owner using (true);
create policy system on app.sweeps to tabularium_system using (true);
grant select, insert, update on app.sweeps to tabularium_system;
`;

export const up = [
  LISTS,
  SWEPT,
  PURGE,
  due('files', 'date_deleted', 't.date_deleted is not null'),
  due('dossiers', 'date_trashed', `t.status = 'TRASHED'`),
  SYSTEM,
].join('');

const indexes = [...(LISTS + SWEPT).matchAll(/create index (\w+)/g)].map(([, index]) => `app.${index}`).join(', ');

export const down = `
drop table app.sweeps;
drop function app.due_files, app.due_dossiers, app.purge_packages, app.next_workspace, app.unnamed_objects, app.named_objects,
  app.begin_purge, app.purge_files, app.purge_dossier;
drop policy purged on app.dossiers;
alter table app.dossiers drop column date_purged;
drop index ${indexes};
`;
