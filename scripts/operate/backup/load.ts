import pg from 'pg';
import { quoted, type Table } from './catalog.ts';
import { type TableRecord, tablePath } from './layout.ts';
import { readLines } from './lines.ts';

type Row = Readonly<Record<string, string | null>>;

const BATCH_ROWS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;

/** What comes back otherwise than it went, by its table; undefined: not at all. */
export type Changes = Readonly<Record<string, (row: Row) => Row | undefined>>;

/** For one restore, which loads an upload before its parts. */
export function changesOnReturn(): Changes {
  const cut = new Set<string | null | undefined>();
  return {
    // the process that was at work on it is gone: as when a worker gives a job back
    'jobs.job': (row) => (row['state'] === 'active' ? { ...row, state: 'created', started_on: null, heartbeat_on: null } : row),
    // the upload that held the key is gone
    'app.idempotency_keys': (row) => (row['state'] === 'IN_PROGRESS' ? undefined : row),
    // bytes that have not become a file yet are in no backup
    'app.uploads': (row) => {
      if (row['status'] !== 'OPEN' && row['status'] !== 'COMPLETING') return row;
      cut.add(row['id']);
      return undefined;
    },
    'app.upload_parts': (row) => (cut.has(row['upload_id']) ? undefined : row),
  };
}

/** Loads the rows of one table; to be called in a transaction. Resolves with how many there are now. Throws when the file is not what its record says. */
export async function loadTable(client: pg.Client, folder: string, record: TableRecord, table: Table, changes: Changes): Promise<number> {
  const change = changes[table.name] ?? ((row: Row) => row);
  const insert = insertOf(record, table);
  let loaded = 0;
  for await (const rows of batches(readLines(tablePath(folder, table.name), record), change)) {
    await client.query(
      insert,
      record.columns.map((column) => rows.map((row) => row[column] ?? null)),
    );
    loaded += rows.length;
  }
  const { rows } = await client.query<{ count: string }>(`select count(*) from ${quoted(table.name)}`);
  if (Number(rows[0]?.count) !== loaded) throw new Error(`${table.name} has ${rows[0]?.count} rows after ${loaded} were loaded.`);
  return loaded;
}

/** One array of texts for each column, read back as its type. */
function insertOf(record: TableRecord, table: Table): string {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const typeOf = (column: string): string => {
    const type = types.get(column);
    if (type === undefined) throw new Error(`${table.name} has no column ${column} here: program and backup are of different versions.`);
    return type;
  };
  const names = record.columns.map(pg.escapeIdentifier);
  const values = record.columns.map((column, at) => `r.${names[at]}::${typeOf(column)}`);
  const arrays = record.columns.map((_, at) => `$${at + 1}::text[]`);
  return `insert into ${quoted(table.name)} (${names.join(', ')}) overriding system value
    select ${values.join(', ')} from unnest(${arrays.join(', ')}) as r (${names.join(', ')})`;
}

async function* batches(lines: AsyncIterable<string>, change: (row: Row) => Row | undefined): AsyncGenerator<Row[], void, undefined> {
  let rows: Row[] = [];
  let bytes = 0;
  for await (const line of lines) {
    const row = change(JSON.parse(line) as Row);
    if (row === undefined) continue;
    rows.push(row);
    bytes += line.length;
    if (rows.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
    yield rows;
    rows = [];
    bytes = 0;
  }
  if (rows.length > 0) yield rows;
}
