import type pg from 'pg';
import type { Say } from '../../stack/progress.ts';
import { connectOwner, dataTables, inReferenceOrder, jobsVersion, migrationNames, quoted, type Table } from './catalog.ts';
import { type BackupRecord, readRecord } from './layout.ts';
import { type Changes, changesOnReturn, loadTable } from './load.ts';
import { type NewEtag, putObjects } from './put-objects.ts';
import type { BackupParts } from './take.ts';

const ETAGS_AT_ONCE = 1_000;

/**
 * Brings a backup back into a database that only the migration has touched, and into the bucket: first the objects, which nothing names
 * yet, then all rows in one transaction. Cut off anywhere it can be started again. Resolves with the record. Throws, with nothing
 * changed in the database, when it is not of the backup's version, holds data, is in use, or when anything is not what the record says.
 */
export async function restoreBackup(folder: string, { ownerUrl, objects, say }: BackupParts): Promise<BackupRecord> {
  const record = readRecord(folder);
  const client = await connectOwner(ownerUrl);
  try {
    const tables = await tablesToFill(client, record);
    const etags = await putObjects(folder, record, objects, say);
    await client.query('begin');
    await refuseUnlessFree(client, tables); // it may have taken hours
    const changes = changesOnReturn();
    for (const table of tables) await fill(client, folder, record, table, changes, say);
    await noteEtags(client, etags);
    for (const { name, value } of record.sequences)
      if (value !== null) await client.query('select setval($1::regclass, $2)', [name, value]);
    await client.query('commit');
    for (const { name } of tables) await client.query(`analyze ${quoted(name)}`);
    return record;
  } finally {
    await client.end(); // what was not committed is gone with it
  }
}

/** The tables of the backup as they are here, in the order in which they can be filled. */
async function tablesToFill(client: pg.Client, record: BackupRecord): Promise<Table[]> {
  const [migrations, jobs] = [await migrationNames(client), await jobsVersion(client)];
  if (migrations.join() !== record.migrations.join() || jobs !== record.jobs)
    throw new Error(
      `The backup is of version ${record.program} with the migrations ${record.migrations.join(', ')} and job schema ${record.jobs}; ` +
        `this database has ${migrations.join(', ')} and ${jobs}. Restore with that version, then upgrade.`,
    );
  const known = await dataTables(client);
  const names = known.map(({ name }) => name).join();
  if (names !== record.tables.map(({ name }) => name).join()) throw new Error(`The backup has other tables than this database: ${names}.`);
  const tables = await inReferenceOrder(client, known);
  await refuseUnlessFree(client, tables);
  return tables;
}

async function refuseUnlessFree(client: pg.Client, tables: readonly Table[]): Promise<void> {
  const { rows: users } = await client.query<{ name: string }>(
    `select distinct usename as name from pg_stat_activity
     where datname = current_database() and usename in ('tabularium_app', 'tabularium_system') order by 1`,
  );
  if (users.length > 0)
    throw new Error(`API or worker are connected to this database (${users.map(({ name }) => name).join(', ')}). Stop them first.`);
  for (const { name } of tables) {
    const { rows } = await client.query(`select from ${quoted(name)} limit 1`);
    if (rows.length > 0)
      throw new Error(`The database holds data already (${name}). A backup is restored into one that only the migration has touched.`);
  }
}

async function fill(client: pg.Client, folder: string, record: BackupRecord, table: Table, changes: Changes, say: Say): Promise<void> {
  const recorded = record.tables.find(({ name }) => name === table.name);
  if (recorded === undefined) throw new Error(`The backup lacks ${table.name}.`);
  const rows = await loadTable(client, folder, recorded, table, changes);
  say(`${table.name.padEnd(28)} ${String(rows).padStart(10)} rows`);
}

/** The store gave some objects other ETags than the old one. */
async function noteEtags(client: pg.Client, etags: readonly NewEtag[]): Promise<void> {
  for (let from = 0; from < etags.length; from += ETAGS_AT_ONCE) {
    const some = etags.slice(from, from + ETAGS_AT_ONCE);
    const values = [some.map(({ key }) => key), some.map(({ etag }) => etag)];
    for (const table of ['file_versions', 'result_packages'])
      await client.query(
        `update app.${table} t set store_etag = r.etag from unnest($1::text[], $2::text[]) as r (key, etag)
         where t.workspace_id = split_part(r.key, '/', 1)::uuid and t.object_key collate "C" = r.key`,
        values,
      );
  }
}
