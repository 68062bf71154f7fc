import { defineItem } from '../../platform/db/fields.ts';
import { json } from '../../platform/db/json.ts';
import { defineList } from '../../platform/db/list.ts';
import { ring } from '../../platform/streams/notices.ts';
import { packageShape, stateShape } from './present.ts';

export const packageList = defineList({
  operationId: 'listResultPackages',
  shape: packageShape,
  from: 'app.result_packages p',
  where: 'p.date_deleted is null',
  id: 'p.id',
  sorts: { dateAdded: { sql: 'p.date_added', type: 'timestamptz' } },
  defaultSort: '-dateAdded',
  filters: {
    status: { sql: 'p.status', op: '=', type: 'text', values: ['QUEUED', 'GENERATING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED'] },
  },
});

/** $1 package. Columns: body (JSON text), revision, status. */
export const packageById = defineItem(
  'result-packages.by-id',
  packageShape,
  (body) => `select ${body} as body, p.revision, p.status from app.result_packages p where p.id = $1 and p.date_deleted is null`,
);

/** $1 package, deleted or not. Columns: status, what streams say of it (JSON text), whether it is deleted. */
export const packageState = {
  name: 'result-packages.state',
  text: `select p.status, ${json(stateShape)}::text, p.date_deleted is not null from app.result_packages p where p.id = $1`,
};

/** $1 dossiers. Columns: id, name. */
export const dossierNames = {
  name: 'result-packages.dossier-names',
  text: 'select id, name from app.dossiers where id = any($1::uuid[])',
};

/** $1 workspace, $2 package, $3 selection as JSON text, $4 contents, $5 filename, $6 files, $7 bytes, $8 user. */
export const insertPackage = {
  name: 'result-packages.insert',
  text: `insert into app.result_packages (workspace_id, id, selection, contents, filename, files_total, bytes_total, created_by)
         values ($1, $2, $3::jsonb, $4, $5, $6, $7, $8)`,
};

/** $1 workspace, $2 package, then a list each, in the order of the zip: $3 names, $4 files, $5 versions, $6 sizes, $7 SHA-256. */
export const insertEntries = {
  name: 'result-packages.insert-entries',
  text: `insert into app.result_package_entries (workspace_id, package_id, position, name, file_id, version, size, sha256)
         select $1, $2, e.position, e.name, e.file_id, e.version, e.size, e.sha256
         from unnest($3::text[], $4::uuid[], $5::integer[], $6::bigint[], $7::text[])
              with ordinality as e (name, file_id, version, size, sha256, position)`,
};

/** $1 package, $2 position after which to begin, $3 how many. Columns: position, name, file_id, version, size, sha256. */
export const entriesAfter = {
  name: 'result-packages.entries-after',
  text: `select position, name, file_id, version, size, sha256 from app.result_package_entries
         where package_id = $1 and position > $2 order by position limit $3`,
};

/** $1 package. Files whose bytes nobody had read when it was asked for, and whether that is more than a day ago. */
export const unreadEntries = {
  name: 'result-packages.unread-entries',
  text: `select e.file_id as "fileId", e.version, p.date_added < now() - interval '1 day' as late
         from app.result_package_entries e
         join app.result_packages p on p.workspace_id = e.workspace_id and p.id = e.package_id
         where e.package_id = $1 and e.sha256 is null`,
};

/** $1 package. */
export const deleteEntries = {
  name: 'result-packages.delete-entries',
  text: 'delete from app.result_package_entries where package_id = $1',
};

/** $1 package. Columns: status, revision, object_key. Held until the transaction ends. */
export const lockPackage = {
  name: 'result-packages.lock',
  text: 'select status, revision, object_key from app.result_packages where id = $1 and date_deleted is null for no key update',
};

/** $1 package. One still to be made is cancelled: its job sees it. */
export const deletePackage = {
  name: 'result-packages.delete',
  text: `with gone as (
           update app.result_packages
           set date_deleted = now(), date_modified = now(), revision = revision + 1,
               status = case when status in ('QUEUED', 'GENERATING') then 'CANCELLED' else status end
           where id = $1 returning id)
         select ${ring('id')} from gone`,
};

/** $1 package. Columns: status, why it failed, object key, size, SHA-256, filename, when it was ready in ms since 1970, whether its time is over. */
export const packageContent = {
  name: 'result-packages.content',
  text: `select p.status, p.error ->> 'message', p.object_key, p.size, p.sha256, p.filename,
                (extract(epoch from p.date_ready) * 1000)::bigint, p.expires_at <= now()
         from app.result_packages p where p.id = $1 and p.date_deleted is null`,
};

const building = `id = $1 and status = 'GENERATING' and date_deleted is null`;

/** $1 package. A row when it is to be made, from the beginning. */
export const startBuilding = {
  name: 'result-packages.start-building',
  text: `with begun as (
           update app.result_packages set status = 'GENERATING', files_done = 0, bytes_done = 0, date_modified = now()
           where id = $1 and status in ('QUEUED', 'GENERATING') and date_deleted is null returning id)
         select id, ${ring('id')} from begun`,
};

/** $1 package, $2 files, $3 bytes. A row while it is still wanted. */
export const tellProgress = {
  name: 'result-packages.tell-progress',
  text: `with told as (update app.result_packages set files_done = $2, bytes_done = $3 where ${building} returning id)
         select id, ${ring('id')} from told`,
};

/** $1 package, $2 object key, $3 size, $4 SHA-256, $5 CRC-32C, $6 the store's ETag, $7 when it expires. A row when it is still wanted. */
export const finishBuilding = {
  name: 'result-packages.finish-building',
  text: `update app.result_packages
         set status = 'READY', files_done = files_total, bytes_done = bytes_total, object_key = $2, size = $3, sha256 = $4, crc32c = $5,
             store_etag = $6, expires_at = $7, date_ready = now(), date_modified = now()
         where ${building} returning id`,
};

/** $1 package, $2 error as JSON text. A row when it was still to be made. */
export const failPackage = {
  name: 'result-packages.fail',
  text: `update app.result_packages set status = 'FAILED', error = $2::jsonb, date_modified = now()
         where id = $1 and status in ('QUEUED', 'GENERATING') and date_deleted is null returning id`,
};

/** $1 package. The key of the object that is not needed any more, or no row. */
export const expirePackage = {
  name: 'result-packages.expire',
  text: `with due as (
           select id, object_key from app.result_packages
           where id = $1 and status = 'READY' and expires_at <= now() and date_deleted is null for no key update)
         update app.result_packages p set status = 'EXPIRED', object_key = null, date_modified = now()
         from due where p.id = due.id returning due.object_key`,
};

/** $1 files. What packages that are over still name of them: nobody reads those entries any more. */
export const releaseEntries = {
  name: 'result-packages.release-entries',
  text: `delete from app.result_package_entries e using app.result_packages p
         where e.file_id = any($1::uuid[]) and p.workspace_id = e.workspace_id and p.id = e.package_id
           and (p.status not in ('QUEUED', 'GENERATING') or p.date_deleted is not null)`,
};

/** $1 hours after which a deleted package goes, $2 hours after which one that expired or failed does, $3 how many. Column: purged. */
export const purgePackages = { name: 'result-packages.purge', text: 'select app.purge_packages($1, $2, $3) as purged' };
