import pg from 'pg';
import { quoted, type Table } from './catalog.ts';
import { type LinesRecord, type TableRecord, tablePath } from './layout.ts';
import { writeLines } from './lines.ts';

const WANTED_BYTES = 2 * 1024 * 1024;
const MOST_ROWS = 5_000;

/** A batch of about two megabytes, whether a row is a date or a page of text. */
const nextCount = (rows: number, bytes: number): number =>
  Math.max(1, Math.min(MOST_ROWS, Math.floor((WANTED_BYTES * rows) / (bytes + 1))));

/** The one text column of a query, as a stream. Within a transaction, one at a time. */
async function* streamed(client: pg.Client, query: string): AsyncGenerator<string, void, undefined> {
  await client.query(`declare lines no scroll cursor for ${query}`);
  for (let count = 50; ; ) {
    const { rows } = await client.query<[string]>({ text: `fetch ${count} from lines`, rowMode: 'array' });
    let bytes = 0;
    for (const [line] of rows) {
      bytes += line.length;
      yield line;
    }
    if (rows.length < count) break;
    count = nextCount(rows.length, bytes);
  }
  await client.query('close lines');
}

/** Every row as a JSON object of its columns, each as the text that PostgreSQL reads back to the same value. */
export async function dumpTable(client: pg.Client, folder: string, { name, columns }: Table): Promise<TableRecord> {
  const names = columns.map((column) => column.name);
  const values = names.map(pg.escapeIdentifier).map((column) => `${column}::text as ${column}`);
  const lines = streamed(client, `select row_to_json(r)::text from (select ${values.join(', ')} from ${quoted(name)}) r`);
  return { name, columns: names, ...(await writeLines(tablePath(folder, name), lines)) };
}

/** What a row says of the object that it names. Numbers are text: bigint. */
export interface WantedObject {
  readonly key: string;
  readonly size: string;
  /** Null while nobody has read it. */
  readonly sha256: string | null;
  readonly crc32c: string;
  readonly etag: string;
}

const facts = `object_key as key, size::text as size, sha256, crc32c::text as crc32c, store_etag as etag`;

/** Every object that a row of the snapshot names, but those of deleted packages, which are condemned already. */
export const dumpWantedObjects = (client: pg.Client, path: string): Promise<LinesRecord> =>
  writeLines(
    path,
    streamed(
      client,
      `select row_to_json(o)::text from (
         select ${facts} from app.file_versions where object_key is not null
         union all select ${facts} from app.result_packages where object_key is not null and date_deleted is null) o`,
    ),
  );
