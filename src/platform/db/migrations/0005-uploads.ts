import { protectWorkspaceTable } from './protect.ts';

/** Uploads that outlive a request: resumable ones, and those whose parts callers send to the store by themselves. */
export const name = '0005-uploads';

// No foreign keys to dossiers and files: both are looked up when an upload begins and again when it counts, and an upload must not
// keep a purge waiting.
export const up = `
create table app.uploads (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  kind text not null check (kind in ('TUS', 'PRESIGNED')),
  status text not null default 'OPEN' check (status in ('OPEN', 'COMPLETING', 'COMPLETED', 'FAILED', 'EXPIRED', 'CANCELLED')),
  dossier_id uuid, -- of a new file
  target_file_id uuid, -- of a file that gets a new version
  file_id uuid not null, -- the file it becomes, made when the upload begins
  version integer check (version >= 1),
  filename text not null check (length(filename) between 1 and 255),
  title text check (length(title) between 1 and 255),
  media_type text check (length(media_type) between 3 and 255), -- as declared
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'), -- as declared
  metadata jsonb not null default '{}', -- as a resumable upload brought it
  size bigint not null check (size between 1 and 9007199254740991),
  byte_offset bigint not null default 0, -- received and kept
  object_key text not null check (length(object_key) <= 512),
  staging_key text check (length(staging_key) <= 512),
  store_upload_id text check (length(store_upload_id) <= 1024),
  tail_key text check (length(tail_key) <= 512), -- what was received beyond the last whole part
  tail_size bigint not null default 0 check (tail_size between 0 and 9007199254740991),
  attempt integer not null default 0 check (attempt >= 0), -- who writes: a row is only changed by the latest
  lease_until timestamptz(3), -- somebody writes
  error jsonb, -- {code, message}
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  date_verified timestamptz(3),
  expires_at timestamptz(3) not null,
  created_by uuid not null,
  primary key (workspace_id, id),
  check ((dossier_id is null) <> (target_file_id is null)),
  check (byte_offset between 0 and size),
  check ((status = 'COMPLETED') = (version is not null)),
  foreign key (workspace_id, created_by) references app.memberships (workspace_id, user_id)
);
create index uploads_open on app.uploads (workspace_id, expires_at) where status in ('OPEN', 'COMPLETING');
create index uploads_by_expiry on app.uploads (expires_at) where status = 'OPEN';
create index uploads_by_end on app.uploads (date_modified) where status not in ('OPEN', 'COMPLETING');

create table app.upload_parts (
  workspace_id uuid not null,
  upload_id uuid not null,
  number integer not null check (number between 1 and 10000),
  size bigint not null check (size between 1 and 9007199254740991),
  crc32 bigint check (crc32 between 0 and 4294967295), -- null: the bytes did not pass through here
  crc32c bigint not null check (crc32c between 0 and 4294967295),
  store_etag text check (length(store_etag) <= 255), -- null: declared, not seen yet
  primary key (workspace_id, upload_id, number),
  foreign key (workspace_id, upload_id) references app.uploads (workspace_id, id) on delete cascade
);
${protectWorkspaceTable('uploads', 'select, insert, update')}
${protectWorkspaceTable('upload_parts', 'select, insert, update')}
create policy system_select on app.uploads for select to tabularium_system using (true);
create policy system_update on app.uploads for update to tabularium_system using (true);
create policy system_delete on app.uploads for delete to tabularium_system using (true);
grant select, update, delete on app.uploads to tabularium_system;
create policy system_insert on app.object_intents for insert to tabularium_system with check (true);
grant insert on app.object_intents to tabularium_system;
`;

export const down = `
revoke insert on app.object_intents from tabularium_system;
drop policy system_insert on app.object_intents;
drop table app.upload_parts;
drop table app.uploads;
`;
