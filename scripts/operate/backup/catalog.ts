import pg from 'pg';

export interface Column {
  readonly name: string;
  /** As SQL writes it. */
  readonly type: string;
}

export interface Table {
  /** With its schema: `app.files`. */
  readonly name: string;
  readonly columns: readonly Column[];
}

/**
 * What a backup leaves out: work in progress whose bytes are nowhere else (intents, half-done uploads), and where sweeps go on. Of the job
 * schema only the jobs themselves are data; queues and subscriptions are made by the migration.
 */
const LEFT_OUT = new Set(['app.object_intents', 'app.sweeps']);
const isData = (name: string): boolean => (name.startsWith('app.') ? !LEFT_OUT.has(name) : name === 'jobs.job');

/** A name with its schema, quoted. */
export const quoted = (name: string): string => name.split('.').map(pg.escapeIdentifier).join('.');

/** Connects as the owner; times and floats as text are the same on every server. */
export async function connectOwner(url: string): Promise<pg.Client> {
  const options = '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex';
  const client = new pg.Client({ connectionString: url, application_name: 'tabularium backup', keepAlive: true, options });
  client.on('error', () => undefined); // the next query says it
  await client.connect();
  return client;
}

async function rowsOf<Row extends object>(client: pg.Client, text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows;
}

/** The tables that hold data, partitions within their table, generated columns left out. */
export async function dataTables(client: pg.Client): Promise<Table[]> {
  const found = await rowsOf<{ name: string; columns: Column[] }>(
    client,
    `select n.nspname || '.' || c.relname as name,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname in ('app', 'jobs') and c.relkind in ('r', 'p') and not c.relispartition
     group by 1 order by 1`,
  );
  return found.filter(({ name }) => isData(name));
}

/** The tables in an order in which none comes before one that it refers to. Throws when they refer to each other. */
export async function inReferenceOrder(client: pg.Client, tables: readonly Table[]): Promise<Table[]> {
  const references = await rowsOf<{ from: string; to: string }>(
    client,
    `select distinct n.nspname || '.' || c.relname as "from", m.nspname || '.' || d.relname as "to"
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
     where k.contype = 'f' and k.conrelid <> k.confrelid`,
  );
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ name }) => !references.some(({ from, to }) => from === name && waiting.has(to)));
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...waiting].join(', ')}.`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** Names of the migrations that were run, in their order. Throws when there are none. */
export async function migrationNames(client: pg.Client): Promise<string[]> {
  const [books] = await rowsOf<{ there: boolean }>(client, `select to_regclass('migrations.knex_migrations') is not null as there`);
  if (books?.there !== true) throw new Error('The database is not migrated: run the migration first.');
  return (await rowsOf<{ name: string }>(client, 'select name from migrations.knex_migrations order by id')).map(({ name }) => name);
}

/** Version of the job schema. */
export async function jobsVersion(client: pg.Client): Promise<number> {
  const [row] = await rowsOf<{ version: number }>(client, 'select version from jobs.version');
  return row?.version ?? 0;
}

/** Where the sequences of the data stand. */
export const sequences = (client: pg.Client): Promise<{ name: string; value: string | null }[]> =>
  rowsOf(
    client,
    `select schemaname || '.' || sequencename as name, last_value::text as value from pg_sequences where schemaname = 'app' order by 1`,
  );
