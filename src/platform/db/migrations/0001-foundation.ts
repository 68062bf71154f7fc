/**
 * Identity, workspaces, dossiers, files, packages, license: the first house.
 * People and programs are referred to as members of the same workspace; a membership is never deleted, only REMOVED.
 */
export const name = '0001-foundation';

export const up = `
create schema app;

create table app.users (
  id uuid primary key,
  issuer text not null check (length(issuer) <= 255),
  subject text not null check (length(subject) <= 255),
  kind text not null default 'PERSON' check (kind in ('PERSON', 'PROGRAM')),
  username text check (length(username) <= 255),
  name text check (length(name) <= 255),
  email text check (length(email) <= 320),
  state text not null default 'ACTIVE' check (state in ('ACTIVE', 'DISABLED')),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  unique (issuer, subject)
);

create table app.workspaces (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  state text not null default 'ACTIVE' check (state in ('ACTIVE', 'SUSPENDED', 'DELETED')),
  time_zone text not null default 'UTC' check (length(time_zone) <= 64),
  revision bigint not null default 1 check (revision between 1 and 9007199254740991),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now()
);

create table app.memberships (
  workspace_id uuid not null references app.workspaces (id),
  user_id uuid not null references app.users (id),
  role text not null check (role in ('OWNER', 'MANAGER', 'MEMBER', 'READER', 'AUDITOR')),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'REMOVED')),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  primary key (workspace_id, user_id)
);
create index memberships_by_user on app.memberships (user_id, workspace_id);

-- one row a workspace; pages_used is moved in the transaction that writes the ledger, never above capacity_pages
create table app.licenses (
  workspace_id uuid primary key references app.workspaces (id),
  capacity_pages bigint check (capacity_pages between 0 and 9007199254740991), -- null: unlimited
  pages_used bigint not null default 0 check (pages_used between 0 and 9007199254740991),
  valid_from timestamptz(3) not null default now(),
  valid_until timestamptz(3),
  revision bigint not null default 1 check (revision between 1 and 9007199254740991),
  date_modified timestamptz(3) not null default now()
);

create table app.usage_ledger (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  file_id uuid not null,
  file_version integer not null check (file_version >= 1),
  dossier_id uuid not null,
  user_id uuid not null,
  pages integer not null check (pages >= 0),
  bytes bigint not null check (bytes between 0 and 9007199254740991),
  counted_at timestamptz(3) not null default now(),
  local_day date not null, -- in the workspace's time zone when it was counted
  primary key (workspace_id, id),
  unique (workspace_id, file_id, file_version),
  foreign key (workspace_id, user_id) references app.memberships (workspace_id, user_id)
);
create index usage_ledger_by_day on app.usage_ledger (workspace_id, local_day);

create table app.dossier_templates (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  description text check (length(description) <= 4000),
  is_default boolean not null default false,
  revision bigint not null default 1 check (revision between 1 and 9007199254740991),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
create unique index dossier_templates_one_default on app.dossier_templates (workspace_id) where is_default;

create table app.dossiers (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  dossier_template_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  description text check (length(description) <= 4000),
  owner_id uuid not null,
  due_date timestamptz(3) check (due_date between '0001-01-01' and '9999-12-31'),
  due_key timestamptz(3) not null generated always as (coalesce(due_date, '-infinity'::timestamptz(3))) stored,
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'ARCHIVED', 'TRASHED')),
  attributes jsonb not null default '{}',
  revision bigint not null default 1 check (revision between 1 and 9007199254740991),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  date_trashed timestamptz(3),
  created_by uuid not null,
  modified_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, dossier_template_id) references app.dossier_templates (workspace_id, id),
  foreign key (workspace_id, owner_id) references app.memberships (workspace_id, user_id),
  foreign key (workspace_id, created_by) references app.memberships (workspace_id, user_id),
  foreign key (workspace_id, modified_by) references app.memberships (workspace_id, user_id)
);
create index dossiers_by_date_added on app.dossiers (workspace_id, date_added desc, id desc);
create index dossiers_by_date_modified on app.dossiers (workspace_id, date_modified desc, id desc);
create index dossiers_by_name on app.dossiers (workspace_id, name, id);
create index dossiers_by_due on app.dossiers (workspace_id, due_key, id);

-- what the program counts, apart from what people change
create table app.dossier_counters (
  workspace_id uuid not null,
  dossier_id uuid not null,
  file_count bigint not null default 0 check (file_count between 0 and 9007199254740991),
  page_count bigint not null default 0 check (page_count between 0 and 9007199254740991),
  byte_count bigint not null default 0 check (byte_count between 0 and 9007199254740991),
  primary key (workspace_id, dossier_id),
  foreign key (workspace_id, dossier_id) references app.dossiers (workspace_id, id) on delete cascade
);

-- the columns from media_type to error mirror the current version, so that lists read one table
create table app.files (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  dossier_id uuid not null,
  filename text not null check (length(filename) between 1 and 255),
  title text not null check (length(title) between 1 and 255),
  workflow_status text not null default 'NEW' check (workflow_status in ('NEW', 'IN_PROGRESS', 'DONE')),
  assignee_id uuid,
  attributes jsonb not null default '{}',
  version integer not null default 1 check (version >= 1),
  media_type text not null check (length(media_type) between 3 and 255),
  size bigint not null check (size between 0 and 9007199254740991),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  page_count integer check (page_count >= 0),
  ocr_page_count integer not null default 0 check (ocr_page_count >= 0),
  processing_status text not null default 'UPLOADED'
    check (processing_status in ('UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING', 'PROCESSED', 'ERROR', 'LICENSE_BLOCKED', 'INFECTED')),
  error jsonb, -- {code, message}
  revision bigint not null default 1 check (revision between 1 and 9007199254740991),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  date_deleted timestamptz(3), -- set: deleted by a person; bytes go later
  created_by uuid not null,
  modified_by uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, dossier_id) references app.dossiers (workspace_id, id),
  foreign key (workspace_id, assignee_id) references app.memberships (workspace_id, user_id),
  foreign key (workspace_id, created_by) references app.memberships (workspace_id, user_id),
  foreign key (workspace_id, modified_by) references app.memberships (workspace_id, user_id)
);
create index files_by_date_added on app.files (workspace_id, dossier_id, date_added desc, id desc) where date_deleted is null;
create index files_by_date_modified on app.files (workspace_id, dossier_id, date_modified desc, id desc) where date_deleted is null;
create index files_by_filename on app.files (workspace_id, dossier_id, filename, id) where date_deleted is null;
create index files_by_size on app.files (workspace_id, dossier_id, size, id) where date_deleted is null;
create index files_by_status on app.files (workspace_id, dossier_id, processing_status, date_added desc, id desc) where date_deleted is null;
create index workspace_files_by_date_added on app.files (workspace_id, date_added desc, id desc) where date_deleted is null;
create index workspace_files_by_date_modified on app.files (workspace_id, date_modified desc, id desc) where date_deleted is null;
create index workspace_files_by_filename on app.files (workspace_id, filename, id) where date_deleted is null;
create index workspace_files_by_size on app.files (workspace_id, size, id) where date_deleted is null;
create index workspace_files_by_status on app.files (workspace_id, processing_status, date_added desc, id desc) where date_deleted is null;

create table app.file_versions (
  workspace_id uuid not null,
  file_id uuid not null,
  version integer not null check (version >= 1),
  object_key text not null check (length(object_key) <= 512),
  media_type text not null check (length(media_type) between 3 and 255),
  size bigint not null check (size between 0 and 9007199254740991),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  crc32 bigint not null check (crc32 between 0 and 4294967295),
  crc32c bigint not null check (crc32c between 0 and 4294967295),
  store_etag text not null check (length(store_etag) <= 255),
  processing_status text not null default 'UPLOADED'
    check (processing_status in ('UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING', 'PROCESSED', 'ERROR', 'LICENSE_BLOCKED', 'INFECTED')),
  page_count integer check (page_count >= 0),
  error jsonb,
  created_by uuid not null,
  date_added timestamptz(3) not null default now(),
  primary key (workspace_id, file_id, version),
  foreign key (workspace_id, file_id) references app.files (workspace_id, id) on delete cascade,
  foreign key (workspace_id, created_by) references app.memberships (workspace_id, user_id)
);

create table app.file_pages (
  workspace_id uuid not null,
  file_id uuid not null,
  version integer not null,
  page integer not null check (page >= 1),
  width real not null, -- PDF points
  height real not null,
  text text not null,
  primary key (workspace_id, file_id, version, page),
  foreign key (workspace_id, file_id, version) references app.file_versions (workspace_id, file_id, version) on delete cascade
);

create table app.result_packages (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  selection jsonb not null, -- as asked: {dossierIds?, fileIds?}
  contents text[] not null,
  component_formats text[] not null default '{}',
  filename text not null check (length(filename) between 1 and 255),
  status text not null default 'QUEUED'
    check (status in ('QUEUED', 'GENERATING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')),
  files_done bigint not null default 0 check (files_done between 0 and 9007199254740991),
  files_total bigint not null check (files_total between 0 and 9007199254740991),
  bytes_done bigint not null default 0 check (bytes_done between 0 and 9007199254740991),
  bytes_total bigint not null check (bytes_total between 0 and 9007199254740991),
  object_key text check (length(object_key) <= 512),
  size bigint check (size between 0 and 9007199254740991),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  crc32c bigint check (crc32c between 0 and 4294967295),
  store_etag text check (length(store_etag) <= 255),
  error jsonb, -- {code, message}
  revision bigint not null default 1 check (revision between 1 and 9007199254740991),
  date_added timestamptz(3) not null default now(),
  date_modified timestamptz(3) not null default now(),
  date_ready timestamptz(3),
  expires_at timestamptz(3),
  date_deleted timestamptz(3),
  created_by uuid not null,
  primary key (workspace_id, id),
  check ((status = 'READY') = (object_key is not null and size is not null) or status = 'EXPIRED'),
  foreign key (workspace_id, created_by) references app.memberships (workspace_id, user_id)
);
create index result_packages_by_date_added on app.result_packages (workspace_id, date_added desc, id desc) where date_deleted is null;

-- the snapshot: which version of which file under which name, fixed when the package was asked for
create table app.result_package_entries (
  workspace_id uuid not null,
  package_id uuid not null,
  position integer not null check (position >= 1),
  name text not null check (length(name) between 1 and 512),
  file_id uuid not null,
  version integer not null,
  size bigint not null check (size between 0 and 9007199254740991),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (workspace_id, package_id, position),
  unique (workspace_id, package_id, name),
  foreign key (workspace_id, package_id) references app.result_packages (workspace_id, id) on delete cascade,
  foreign key (workspace_id, file_id, version) references app.file_versions (workspace_id, file_id, version)
);
create index result_package_entries_by_file on app.result_package_entries (workspace_id, file_id, version);

-- written before the first byte, deleted by the transaction that makes the object count, swept after its lease
create table app.object_intents (
  workspace_id uuid not null references app.workspaces (id),
  id uuid not null,
  object_key text not null check (length(object_key) <= 512),
  upload_id text check (length(upload_id) <= 1024),
  state text not null default 'WRITING' check (state in ('WRITING', 'SWEEPING')),
  lease_until timestamptz(3) not null,
  date_added timestamptz(3) not null default now(),
  primary key (workspace_id, id)
);
create index object_intents_by_lease on app.object_intents (lease_until);
`;

export const down = `
drop schema app cascade;
`;
