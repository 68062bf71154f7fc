import { defineItem } from '../../platform/db/fields.ts';
import { uploadShape } from './present.ts';

/** $1 upload, $2 user: nobody sees another's uploads. Columns: body (JSON text), status. */
export const uploadById = defineItem(
  'uploads.by-id',
  uploadShape,
  (body) => `select ${body} as body, u.status from app.uploads u where u.id = $1 and u.created_by = $2`,
);

/** How many are under way in the workspace. */
export const countOpen = {
  name: 'uploads.count-open',
  text: `select count(*)::int as n from app.uploads where status in ('OPEN', 'COMPLETING')`,
};

/**
 * $1 workspace, $2 upload, $3 kind, $4 dossier, $5 file that gets a version, $6 file it becomes, $7 filename, $8 title, $9 media type,
 * $10 SHA-256, $11 metadata as JSON text, $12 size, $13 object key, $14 staging key, $15 hours until it expires, $16 user.
 */
export const insertUpload = {
  name: 'uploads.insert',
  text: `insert into app.uploads (workspace_id, id, kind, dossier_id, target_file_id, file_id, filename, title, media_type, sha256, metadata,
                                  size, object_key, staging_key, expires_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14, now() + make_interval(hours => $15), $16)`,
};

/** $1 upload, $2 user. Columns of ResumableUpload. */
export const resumableById = {
  name: 'uploads.resumable-by-id',
  text: `select status, size, byte_offset, metadata, expires_at, case when status = 'COMPLETED' then file_id end as file_id, error ->> 'message' as reason,
                expires_at < now() and status = 'OPEN' as late
         from app.uploads where id = $1 and created_by = $2 and kind = 'TUS'`,
};

const LEASE = `now() + make_interval(secs => 15)`;

/** $1 upload, $2 user, $3 offset, $4 hours until it expires. A row when it is the caller's to write now. */
export const claimUpload = {
  name: 'uploads.claim',
  text: `update app.uploads u
         set attempt = attempt + 1, lease_until = ${LEASE}, date_modified = now(), expires_at = now() + make_interval(hours => $4)
         where id = $1 and created_by = $2 and kind = 'TUS' and status = 'OPEN' and byte_offset = $3 and expires_at > now()
           and (lease_until is null or lease_until < now())
         returning id, attempt, size, byte_offset, object_key, store_upload_id, tail_key, tail_size,
           (select count(*)::int from app.upload_parts p where p.upload_id = u.id) as parts`,
};

// every change of a writer names its attempt: one whose claim was taken over writes nothing
const CLAIMED = `where id = $1 and attempt = $2 and status = 'OPEN' returning id`;

/** $1 upload, $2 attempt. */
export const renewClaim = { name: 'uploads.renew', text: `update app.uploads set lease_until = ${LEASE} ${CLAIMED}` };

/** $1 upload, $2 attempt. */
export const releaseClaim = { name: 'uploads.release', text: `update app.uploads set lease_until = null ${CLAIMED}` };

/** $1 upload, $2 attempt, $3 the store's upload. */
export const nameStoreUpload = {
  name: 'uploads.name',
  text: `update app.uploads set store_upload_id = $3, lease_until = ${LEASE} ${CLAIMED}`,
};

/** $1 upload, $2 attempt, $3 offset, $4 tail or null, $5 its size, $6 hours until it expires: one request may take longer than those. */
export const moveOffset = {
  name: 'uploads.move-offset',
  text: `update app.uploads set byte_offset = $3, tail_key = $4, tail_size = $5, lease_until = ${LEASE}, date_modified = now(),
           expires_at = now() + make_interval(hours => $6) ${CLAIMED}`,
};

/** $1 upload, $2 attempt. All bytes are in the store. */
export const receiveLast = {
  name: 'uploads.receive-last',
  text: `update app.uploads set status = 'COMPLETING', byte_offset = size, tail_key = null, tail_size = 0, lease_until = null, date_modified = now()
         ${CLAIMED}`,
};

/** $1 workspace, $2 upload, $3 number, $4 size, $5 CRC-32, $6 CRC-32C, $7 the store's ETag. */
export const insertPart = {
  name: 'uploads.insert-part',
  text: `insert into app.upload_parts (workspace_id, upload_id, number, size, crc32, crc32c, store_etag) values ($1, $2, $3, $4, $5, $6, $7)`,
};

/** $1 upload, in their order. */
export const partsOf = {
  name: 'uploads.parts',
  text: `select number, size, crc32, crc32c, store_etag from app.upload_parts where upload_id = $1 order by number`,
};

/** $1 upload. */
export const completingById = {
  name: 'uploads.completing-by-id',
  text: `select id, kind, dossier_id, target_file_id, file_id, filename, title, media_type, size, object_key, staging_key, store_upload_id, created_by
         from app.uploads where id = $1 and status = 'COMPLETING' for no key update`,
};

/** $1 upload, $2 file, $3 version. */
export const setCompleted = {
  name: 'uploads.set-completed',
  text: `update app.uploads set status = 'COMPLETED', file_id = $2, version = $3, date_modified = now() where id = $1`,
};

/** $1 upload, $2 error as JSON text. */
export const setFailed = {
  name: 'uploads.set-failed',
  text: `update app.uploads set status = 'FAILED', error = $2::jsonb, date_modified = now()
         where id = $1 and status = 'COMPLETING' returning object_key, staging_key, store_upload_id`,
};

/** $1 upload. Columns: file, version, when it was verified. */
export const completedById = {
  name: 'uploads.completed-by-id',
  text: `select file_id, version, date_verified is not null as verified from app.uploads where id = $1 and status = 'COMPLETED'`,
};

/** $1 upload, $2 user. A row when there was something to cancel. The new attempt ends the writer's claim. */
export const setCancelled = {
  name: 'uploads.set-cancelled',
  text: `update app.uploads set status = 'CANCELLED', attempt = attempt + 1, lease_until = null, date_modified = now()
         where id = $1 and created_by = $2 and status = 'OPEN'
         returning object_key, staging_key, store_upload_id, tail_key`,
};

/** $1 upload, $2 user. Column: status. */
export const statusById = { name: 'uploads.status', text: 'select status from app.uploads where id = $1 and created_by = $2' };

/** $1 upload. What the bytes of a completed upload are held against. */
export const unverifiedById = {
  name: 'uploads.unverified-by-id',
  text: `select file_id, version, filename, media_type, sha256, size, object_key from app.uploads
         where id = $1 and status = 'COMPLETED' and date_verified is null`,
};

/** $1 upload. */
export const setVerified = { name: 'uploads.set-verified', text: 'update app.uploads set date_verified = now() where id = $1' };

/** $1 upload, $2 user. Columns of PresignedRow. */
const presigned = `select id, case when status = 'OPEN' and expires_at < now() then 'EXPIRED' else status end as status,
                          staging_key, store_upload_id, expires_at
                   from app.uploads where id = $1 and created_by = $2 and kind = 'PRESIGNED'`;
export const presignedById = { name: 'uploads.presigned-by-id', text: presigned };
export const lockPresigned = { name: 'uploads.lock-presigned', text: `${presigned} for no key update` };

/** $1 workspace, $2 upload, $3 sizes, $4 CRC-32C of the parts, in their order. */
export const declareParts = {
  name: 'uploads.declare-parts',
  text: `insert into app.upload_parts (workspace_id, upload_id, number, size, crc32c)
         select $1, $2, position, size, crc32c from unnest($3::bigint[], $4::bigint[]) with ordinality as given (size, crc32c, position)`,
};

/** $1 upload, $2 numbers, $3 ETags of its parts. */
export const seeParts = {
  name: 'uploads.see-parts',
  text: `update app.upload_parts p set store_etag = seen.etag
         from unnest($2::int[], $3::text[]) as seen (number, etag) where p.upload_id = $1 and p.number = seen.number`,
};

/** $1 upload, $2 the store's upload. The one that was named first. */
export const nameStaging = {
  name: 'uploads.name-staging',
  text: `update app.uploads set store_upload_id = coalesce(store_upload_id, $2) where id = $1 and status = 'OPEN' returning store_upload_id`,
};

/** $1 upload. All declared parts are in the store. */
export const receiveDeclared = {
  name: 'uploads.receive-declared',
  text: `update app.uploads set status = 'COMPLETING', byte_offset = size, date_modified = now() where id = $1 and status = 'OPEN'`,
};

// ---- across workspaces, as the system role

/** $1 how many at most. Marks what expired and condemns what it has in the store, which the sweeper of objects then takes away. */
export const expireDue = {
  name: 'uploads.expire-due',
  text: `with due as (
           update app.uploads set status = 'EXPIRED', attempt = attempt + 1, lease_until = null, date_modified = now()
           where (workspace_id, id) in (
             select workspace_id, id from app.uploads
             where status = 'OPEN' and expires_at < now() and (lease_until is null or lease_until < now())
             order by expires_at limit $1 for update skip locked
           )
           returning workspace_id, object_key, staging_key, store_upload_id, tail_key
         ), condemned as (
           insert into app.object_intents (workspace_id, id, object_key, upload_id, state, lease_until)
           select due.workspace_id, gen_random_uuid(), object.key, object.upload_id, 'SWEEPING', now() + make_interval(secs => 60)
           from due cross join lateral (values
             (due.object_key, case when due.staging_key is null then due.store_upload_id end),
             (due.staging_key, due.store_upload_id),
             (due.tail_key, null)) as object (key, upload_id)
           where object.key is not null
         )
         select count(*)::int as n from due`,
};

/** $1 days that the record of an ended upload is kept. */
export const forgetEnded = {
  name: 'uploads.forget-ended',
  text: `delete from app.uploads
         where status not in ('OPEN', 'COMPLETING') and date_modified < now() - make_interval(days => $1)
           and (status <> 'COMPLETED' or date_verified is not null)`,
};
