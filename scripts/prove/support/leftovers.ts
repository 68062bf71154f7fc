import pg from 'pg';
import { openObjectStore } from '../../../src/platform/storage/open.ts';

/** Object keys that some row names: stored versions and finished packages. */
const NAMED = `select object_key from app.file_versions where object_key is not null
  union all select object_key from app.result_packages where object_key is not null and date_deleted is null`;

/**
 * What a crash must not leave behind, one sentence each: intents, open multipart uploads, objects that no row names, rows
 * whose object is not there, packages and uploads that never end.
 */
export async function leftovers(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: env['DATABASE_OWNER_URL'] });
  await client.connect();
  const objects = openObjectStore({
    endpoint: env['S3_ENDPOINT'],
    region: env['S3_REGION'] ?? '',
    bucket: env['S3_BUCKET'] ?? '',
    accessKeyId: env['S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['S3_SECRET_ACCESS_KEY'] ?? '',
    forcePathStyle: true,
  });
  try {
    const texts = async (sql: string): Promise<string[]> => (await client.query<{ text: string }>(sql)).rows.map(({ text }) => text);
    const named = new Set(await texts(`select object_key as text from (${NAMED}) n`));
    const found = (await texts('select object_key as text from app.object_intents')).map((key) => `intent ${key}`);
    found.push(
      ...(await texts("select id::text as text from app.result_packages where status in ('QUEUED', 'GENERATING')")).map(
        (id) => `unfinished package ${id}`,
      ),
    );
    found.push(
      ...(await texts("select id::text as text from app.uploads where status in ('OPEN', 'COMPLETING')")).map(
        (id) => `unfinished upload ${id}`,
      ),
    );
    for (const workspaceId of await texts('select id::text as text from app.workspaces')) {
      for (const { key } of await objects.openUploads(`${workspaceId}/`)) found.push(`open multipart upload ${key}`);
      for await (const key of objects.keys(`${workspaceId}/`)) if (!named.delete(key)) found.push(`object without a row ${key}`);
    }
    for (const key of named) found.push(`row without an object ${key}`);
    return found;
  } finally {
    objects.close();
    await client.end();
  }
}
