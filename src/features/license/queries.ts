import { defineItem } from '../../platform/db/fields.ts';
import { json } from '../../platform/db/json.ts';
import { licenseShape, licenseUsageShape, usagePeriodShape } from './present.ts';

/** Columns: JSON text, revision. */
export const currentLicense = defineItem('license.current', licenseShape, (body) => `select ${body}, l.revision from app.licenses l`);

/**
 * $1 first day or null, $2 last day or null; the defaults are the last twelve months in the workspace's time zone.
 * Columns: JSON text, whether the range is in order and at most ten years long.
 */
export const usageByMonth = defineItem(
  'license.usage-by-month',
  licenseUsageShape,
  (body) => `with today as (
    select w.time_zone, coalesce($2::date, (now() at time zone w.time_zone)::date) as last_day from app.workspaces w
  ), r as (
    select time_zone, last_day,
      coalesce($1::date, (date_trunc('month', last_day::timestamp) - interval '11 months')::date) as first_day
    from today
  ), m as (
    select greatest(month, r.first_day) as first_day,
      least((month + interval '1 month - 1 day')::date, r.last_day) as last_day, files, pages, bytes
    from r cross join lateral (
      select date_trunc('month', u.local_day::timestamp)::date as month,
        count(*) as files, sum(u.pages)::bigint as pages, sum(u.bytes)::bigint as bytes
      from app.usage_ledger u where u.local_day between r.first_day and r.last_day group by 1
    ) x
  ), t as (
    select coalesce(sum(files), 0)::bigint as files, coalesce(sum(pages), 0)::bigint as pages, coalesce(sum(bytes), 0)::bigint as bytes from m
  ), p as (
    select coalesce(json_agg(${json(usagePeriodShape)} order by m.first_day), '[]') as periods from m
  )
  select ${body}, r.first_day <= r.last_day and r.last_day <= r.first_day + interval '10 years'
  from r, t, p`,
);

/** $1 workspace, $2 capacity in pages or null for unlimited. */
export const insertLicense = 'insert into app.licenses (workspace_id, capacity_pages) values ($1, $2)';

/** $1 workspace, $2 capacity in pages or null for unlimited. */
export const updateCapacity = `update app.licenses set capacity_pages = $2, revision = revision + 1, date_modified = now()
 where workspace_id = $1 returning workspace_id`;

/** The entered workspace's license, locked to the end of the transaction. */
export const lockLicense = { name: 'license.lock', text: 'select workspace_id from app.licenses for update' };

/**
 * $1 ledger id, $2 file, $3 version, $4 dossier, $5 user, $6 pages, $7 bytes. A row comes back when it was counted: the
 * license moves only when the ledger does, and only up to its capacity.
 */
export const countUsage = {
  name: 'license.count',
  text: `with charged as (
    update app.licenses l set pages_used = l.pages_used + $6::integer, date_modified = now()
    where not exists (select from app.usage_ledger u where u.file_id = $2 and u.file_version = $3)
      and ($6::integer = 0 or l.capacity_pages is null or l.pages_used + $6::integer <= l.capacity_pages)
      and now() >= l.valid_from and (l.valid_until is null or now() < l.valid_until)
    returning l.workspace_id
  )
  insert into app.usage_ledger (workspace_id, id, file_id, file_version, dossier_id, user_id, pages, bytes, local_day)
  select c.workspace_id, $1, $2, $3, $4, $5, $6::integer, $7, (now() at time zone w.time_zone)::date
  from charged c join app.workspaces w on w.id = c.workspace_id
  returning id`,
};

/** $1 file, $2 version. */
export const isCounted = {
  name: 'license.is-counted',
  text: 'select id from app.usage_ledger where file_id = $1 and file_version = $2',
};
