/**
 * Versions of a file: the name that each of them had, bytes whose digests are not known yet, and bytes that are gone.
 * Going back, what is not known becomes 0 and '': there is no other way to say it in the older tables.
 */
export const name = '0004-versions';

export const up = `
alter table app.file_versions
  add column filename text check (length(filename) between 1 and 255),
  alter column object_key drop not null, -- null: the bytes are gone
  alter column crc32 drop not null, -- null, as sha256: nobody has read the bytes yet
  add constraint file_versions_read check (sha256 is null or crc32 is not null);
update app.file_versions v set filename = f.filename from app.files f where f.workspace_id = v.workspace_id and f.id = v.file_id;
alter table app.file_versions alter column filename set not null;
`;

export const down = `
update app.file_versions set object_key = coalesce(object_key, ''), crc32 = coalesce(crc32, 0) where object_key is null or crc32 is null;
alter table app.file_versions
  drop constraint file_versions_read,
  alter column crc32 set not null,
  alter column object_key set not null,
  drop column filename;
`;
