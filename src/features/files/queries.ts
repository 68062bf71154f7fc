import { defineItem } from '../../platform/db/fields.ts';
import { json } from '../../platform/db/json.ts';
import { defineList } from '../../platform/db/list.ts';
import { fileShape, fileStatusShape, fileVersionShape } from './present.ts';

const sorts = {
  dateAdded: { sql: 'f.date_added', type: 'timestamptz' },
  dateModified: { sql: 'f.date_modified', type: 'timestamptz' },
  filename: { sql: 'f.filename', type: 'text' },
  size: { sql: 'f.size', type: 'int8' },
} as const;
const filters = {
  status: {
    sql: 'f.processing_status',
    op: '=',
    type: 'text',
    values: ['UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING', 'PROCESSED', 'ERROR', 'LICENSE_BLOCKED', 'INFECTED'],
  },
  mediaType: { sql: 'f.media_type', op: '=', type: 'text' },
  'dateAdded[gte]': { sql: 'f.date_added', op: '>=', type: 'timestamptz' },
  'dateAdded[lt]': { sql: 'f.date_added', op: '<', type: 'timestamptz' },
  'dateModified[gte]': { sql: 'f.date_modified', op: '>=', type: 'timestamptz' },
  'dateModified[lt]': { sql: 'f.date_modified', op: '<', type: 'timestamptz' },
} as const;
const common = { shape: fileShape, id: 'f.id', sorts, defaultSort: '-dateAdded', filters } as const;

/** $1 dossier. */
export const dossierFileList = defineList({
  ...common,
  operationId: 'listDossierFiles',
  from: 'app.files f',
  where: 'f.dossier_id = $1 and f.date_deleted is null',
});

/** $1 dossier, $2 true: what binds a cursor to this list. */
export const trashedDossierFileList = defineList({
  ...dossierFileList,
  where: 'f.dossier_id = $1 and f.date_deleted is not null and $2::boolean',
});

/** Of all dossiers but those in the trash. */
export const fileList = defineList({
  ...common,
  operationId: 'listFiles',
  from: 'app.files f join app.dossiers d on d.workspace_id = f.workspace_id and d.id = f.dossier_id',
  where: `f.date_deleted is null and d.status <> 'TRASHED'`,
});

const versionJoined = 'app.file_versions v join app.files f on f.workspace_id = v.workspace_id and f.id = v.file_id';

/** $1 file. Its id breaks no tie: a file has each version once. */
export const fileVersionList = defineList({
  operationId: 'listFileVersions',
  shape: fileVersionShape,
  from: versionJoined,
  where: 'v.file_id = $1 and f.date_deleted is null',
  id: 'v.file_id',
  sorts: { version: { sql: 'v.version', type: 'int4' } },
  defaultSort: '-version',
  filters: {},
});

/** $1 true, as above. */
export const trashedFileList = defineList({ ...fileList, where: `f.date_deleted is not null and d.status <> 'TRASHED' and $1::boolean` });

/** $1 dossier. A row when there is such a dossier. */
export const dossierExists = { name: 'files.dossier-exists', text: 'select 1 from app.dossiers where id = $1' };

/** $1 file. Columns: body (JSON text), revision. */
export const fileById = defineItem(
  'files.by-id',
  fileShape,
  (body) => `select ${body} as body, f.revision from app.files f where f.id = $1 and f.date_deleted is null`,
);

/** $1 files. Columns: body (JSON text), in the order that was given. */
export const filesByIds = {
  name: 'files.by-ids',
  text: `select ${json(fileShape)}::text as body
         from unnest($1::uuid[]) with ordinality as given (id, position) join app.files f on f.id = given.id order by given.position`,
};

// the current version unless one is named
const oneVersion = 'v.file_id = $1 and v.version = coalesce($2::integer, f.version) and f.date_deleted is null';

/** $1 file, $2 version or null. Columns: body (JSON text), revision, processing status. */
export const fileStatusById = defineItem(
  'files.status-by-id',
  fileStatusShape,
  (body) => `select ${body} as body, f.revision, v.processing_status from ${versionJoined} where ${oneVersion}`,
);

/** $1 file, $2 version or null. Columns: object key, size, SHA-256, filename, media type, when it was stored in milliseconds since 1970, what its error says. */
export const contentById = {
  name: 'files.content-by-id',
  text: `select v.object_key, v.size, v.sha256, v.filename, v.media_type, (extract(epoch from v.date_added) * 1000)::bigint, v.error ->> 'message'
         from ${versionJoined} where ${oneVersion}`,
};

/** $1 workspace, $2 file, $3 dossier, $4 filename, $5 title, $6 media type, $7 size, $8 SHA-256, $9 user, $10 object key, $11 CRC-32, $12 CRC-32C, $13 the store's ETag. */
export const insertFile = {
  name: 'files.insert',
  text: `with f as (
    insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, sha256, created_by, modified_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning *
  )
  insert into app.file_versions
    (workspace_id, file_id, version, filename, object_key, media_type, size, sha256, crc32, crc32c, store_etag, created_by)
  select workspace_id, id, version, filename, $10, media_type, size, sha256, $11, $12, $13, created_by from f`,
};

/**
 * $1 file, $2 user, $3 filename or null, $4 title or null, $5 media type, $6 size, $7 SHA-256, $8 object key, $9 CRC-32, $10 CRC-32C,
 * $11 the store's ETag. The file mirrors it; a title that was the name follows it. Column: version.
 */
export const insertVersion = {
  name: 'files.insert-version',
  text: `with f as (
    update app.files
    set version = version + 1, filename = coalesce($3, filename),
        title = coalesce($4, case when title = filename then coalesce($3, title) else title end),
        media_type = $5, size = $6, sha256 = $7, page_count = null, ocr_page_count = 0, processing_status = 'UPLOADED', error = null,
        revision = revision + 1, modified_by = $2, date_modified = now()
    where id = $1 returning *
  )
  insert into app.file_versions
    (workspace_id, file_id, version, filename, object_key, media_type, size, sha256, crc32, crc32c, store_etag, created_by)
  select workspace_id, id, version, filename, $8, media_type, size, sha256, $9, $10, $11, modified_by from f returning version`,
};

/** $1 file, $2 version. A version whose bytes nobody has read yet, with its file, deleted or not, held until the transaction ends. */
export const lockUnread = {
  name: 'files.lock-unread',
  text: `select v.object_key, f.dossier_id
         from app.files f join app.file_versions v on v.workspace_id = f.workspace_id and v.file_id = f.id
         where f.id = $1 and v.version = $2 and v.sha256 is null and v.object_key is not null for no key update`,
};

/** $1 file, $2 version, $3 SHA-256, $4 CRC-32, $5 media type. The file mirrors its current version. */
export const setDigests = {
  name: 'files.set-digests',
  text: `with v as (
    update app.file_versions set sha256 = $3, crc32 = $4, media_type = $5
    where file_id = $1 and version = $2 returning workspace_id, file_id, version, sha256, media_type
  )
  update app.files f set sha256 = v.sha256, media_type = v.media_type, date_modified = now()
  from v where f.workspace_id = v.workspace_id and f.id = v.file_id and f.version = v.version`,
};

/** $1 file, $2 version. */
export const forgetObject = {
  name: 'files.forget-object',
  text: 'update app.file_versions set object_key = null where file_id = $1 and version = $2',
};

/** $1 file, in the trash or not. */
export const lockFile = {
  name: 'files.lock',
  text: `select dossier_id, filename, title, size, coalesce(page_count, 0) as pages, version, revision, date_deleted is not null as trashed
         from app.files where id = $1 for no key update`,
};

/** $1 file. */
export const placeOf = { name: 'files.place', text: 'select dossier_id, filename from app.files where id = $1 and date_deleted is null' };

const touched = 'revision = revision + 1, modified_by = $2, date_modified = now()';

/** $1 file, $2 user, $3 title. */
export const updateTitle = { name: 'files.update-title', text: `update app.files set title = $3, ${touched} where id = $1` };

/** $1 file, $2 user. */
export const markDeleted = { name: 'files.delete', text: `update app.files set date_deleted = now(), ${touched} where id = $1` };

/** $1 file. Versions whose bytes are known and whose analysis is not over. */
export const unanalyzedVersions = {
  name: 'files.unanalyzed-versions',
  text: `select version from app.file_versions
         where file_id = $1 and sha256 is not null and object_key is not null
           and processing_status in ('UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING') order by version`,
};

/** $1 file, $2 user. */
export const markRestored = { name: 'files.restore', text: `update app.files set date_deleted = null, ${touched} where id = $1` };

/** $1 file, $2 version. The version and its file, held until the transaction ends; nothing of a deleted file or of bytes that nobody has read. */
export const lockVersion = {
  name: 'files.lock-version',
  text: `select f.dossier_id, v.filename, v.object_key, v.media_type, v.size, v.sha256, v.created_by, v.processing_status,
                v.version = f.version as is_current
         from app.files f join app.file_versions v on v.workspace_id = f.workspace_id and v.file_id = f.id
         where f.id = $1 and v.version = $2 and f.date_deleted is null and v.sha256 is not null and v.object_key is not null
         for no key update`,
};

/** $1 file, $2 version, $3 status, $4 pages, $5 error as JSON text. The file mirrors its current version. */
export const setVersionStatus = {
  name: 'files.set-version-status',
  text: `with v as (
    update app.file_versions set processing_status = $3, page_count = $4, error = $5::jsonb
    where file_id = $1 and version = $2 returning workspace_id, file_id, version, processing_status, page_count, error
  )
  update app.files f
  set processing_status = v.processing_status, page_count = v.page_count, error = v.error, date_modified = now()
  from v where f.workspace_id = v.workspace_id and f.id = v.file_id and f.version = v.version`,
};

/** $1 dossiers, $2 files, $3 how many at most: current versions of what either names. */
export const selectCurrent = {
  name: 'files.select-current',
  text: `select f.id, f.version, f.dossier_id, f.filename, f.size, f.sha256, v.object_key is null as gone
         from app.files f join app.file_versions v on v.workspace_id = f.workspace_id and v.file_id = f.id and v.version = f.version
         where f.date_deleted is null and (f.dossier_id = any($1::uuid[]) or f.id = any($2::uuid[]))
         order by f.date_added, f.id limit $3`,
};

/** $1 files, $2 their versions, deleted files too: a package gets what was there when it was asked for. */
export const versionFacts = {
  name: 'files.version-facts',
  text: `select v.file_id, v.version, v.object_key, v.size, v.sha256, v.crc32, v.error ->> 'message' as fault
         from unnest($1::uuid[], $2::int[]) as given (file_id, version)
         join app.file_versions v on v.file_id = given.file_id and v.version = given.version`,
};

/** $1 dossier, $2 file after which to begin, $3 how many. Columns: id, pages (about, of all versions). */
export const filesToPurge = {
  name: 'files.to-purge',
  text: `select id, coalesce(page_count, 0)::bigint * version as pages from app.files where dossier_id = $1 and id > $2 order by id limit $3`,
};

/** $1 files, $2 hours that they must have been in the trash. Columns: file_id, object_keys. */
export const purgeFiles = { name: 'files.purge', text: 'select file_id, object_keys from app.purge_files($1, $2)' };

/** $1 file, $2 hours. A row when it has been in the trash for so long. */
export const fileInTrash = {
  name: 'files.in-trash',
  text: 'select from app.files where id = $1 and date_deleted <= now() - make_interval(hours => $2)',
};
