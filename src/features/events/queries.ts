import { json } from '../../platform/db/json.ts';
import { ring } from '../../platform/streams/notices.ts';
import { eventShape } from './present.ts';

/** $1 workspace, $2 id, $3 type, $4 dossier, $5 file, $6 version, $7 package, $8 payload as JSON text. Rings for the workspace and for the package. */
export const insertEvent = {
  name: 'events.insert',
  text: `with e as (
    insert into app.events (workspace_id, id, type, dossier_id, file_id, version, package_id, payload)
    values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) returning workspace_id, package_id
  )
  select ${ring('topic')} from e, unnest(array[e.workspace_id, e.package_id]) topic where topic is not null`,
};

const now = 'select app.event_epoch() as epoch, pg_snapshot_xmin(pg_current_snapshot()) as horizon';
const milliseconds = (moment: string): string => `(extract(epoch from ${moment}) * 1000)::bigint`;

/** Where the events stand now. Columns: epoch, horizon (every transaction with a lower number is over), time in ms since 1970. */
export const eventsNow = {
  name: 'events.now',
  text: `with n as (${now}) select epoch, horizon, ${milliseconds('now()')} from n`,
};

/** How many events go out at once. */
export const BATCH = 100;

/**
 * $1 transaction number, $2 sequence number: the next events of this epoch after them, in order, none of a transaction that may be
 * followed by one with a lower number. Columns: transaction number, sequence number, time in ms since 1970, type, JSON text.
 * Before them one row without transaction number: null, epoch, time, horizon, whether newer ones are there that may not be told yet.
 */
export const eventsAfter = {
  name: 'events.after',
  planOnce: true,
  text: `with n as materialized (${now})
  (select null::xid8 as xid, n.epoch as seq, ${milliseconds('now()')} as at, n.horizon::text as type,
    case when (select e.xid from app.events e where e.epoch = n.epoch order by e.xid desc, e.seq desc limit 1) >= n.horizon then 't' end as body
  from n)
  union all
  (select e.xid, e.seq, ${milliseconds('e.date_added')}, e.type, ${json(eventShape)}::text from app.events e
  where e.epoch = (select epoch from n) and (e.xid, e.seq) > ($1::xid8, $2::bigint) and e.xid < (select horizon from n)
  order by e.xid, e.seq limit ${BATCH})
  order by xid nulls first, seq`,
} as const;

/** $1 hours that events are kept, $2 how many at most. A row for each that went. */
export const sweepEvents = {
  name: 'events.sweep',
  text: `delete from app.events where (workspace_id, id) in (
    select workspace_id, id from app.events where date_added < now() - make_interval(hours => $1) order by date_added limit $2
  ) returning id`,
};
