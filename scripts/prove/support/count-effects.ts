import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { KINDS, type Kind } from './retry-plan.ts';

/** The effects of each kind as the database has them: how many rows, under how many names, and the ids. */
const EFFECTS: Readonly<Record<Kind, string>> = {
  dossier: `select id, name from app.dossiers where workspace_id = $1 and name like 'made %'`,
  raw: `select id, filename as name from app.files where workspace_id = $1 and filename like 'raw-%'`,
  form: `select id, filename as name from app.files where workspace_id = $1 and filename like 'form-%'`,
  version: `select file_id as id, f.filename || ' ' || v.version as name from app.file_versions v join app.files f using (workspace_id)
            where workspace_id = $1 and f.id = v.file_id and f.filename like 'base-%' and v.version > 1`,
  package: `select id, filename as name from app.result_packages where workspace_id = $1 and filename like 'pack-%'`,
  presigned: `select id, filename as name from app.uploads where workspace_id = $1 and filename like 'direct-%'`,
  complete: `select u.id, u.filename || ' ' || v.version as name from app.uploads u join app.file_versions v using (workspace_id, file_id)
             where workspace_id = $1 and u.filename like 'whole-%' and u.status = 'COMPLETED'`,
  // made, trashed, restored: a revision each
  restore: `select id, name from app.dossiers where workspace_id = $1 and name like 'trashed %' and status = 'ACTIVE' and revision = 3`,
};
const FILES_OF_A_FORM = 2;
const BECOMING = `select from app.uploads where workspace_id = $1 and status = 'COMPLETING'`;
const PATIENCE_MS = 120_000;

const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.toSorted().join() === other.toSorted().join();

/** Counts effects and keys, once the jobs have made files of the direct uploads. `answered` is what the callers were told: the ids of each kind. Throws unless each POST had one effect. */
export async function countEffects(
  ownerUrl: string,
  workspaceId: string,
  answered: Readonly<Record<Kind, readonly string[]>>,
): Promise<{ readonly effects: number; readonly keys: Readonly<Record<string, number>> }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(500))
      if ((await client.query(BECOMING, [workspaceId])).rowCount === 0) break;
    let effects = 0;
    for (const [name, wanted] of Object.entries(KINDS)) {
      const kind = name as Kind;
      const each = kind === 'form' ? FILES_OF_A_FORM : 1;
      const { rows } = await client.query<{ id: string; name: string }>(EFFECTS[kind], [workspaceId]);
      const names = new Set(rows.map((row) => row.name));
      if (rows.length !== wanted * each || names.size !== rows.length)
        throw new Error(`${kind}: ${rows.length} effects under ${names.size} names, of ${wanted} POSTs with ${each} each`);
      if (
        !sameIds(
          rows.map(({ id }) => id),
          answered[kind],
        )
      )
        throw new Error(`${kind}: the callers were told other ids than there are`);
      effects += rows.length / each;
    }
    const { rows: states } = await client.query<{ state: string; count: string }>(
      'select state, count(*) from app.idempotency_keys where workspace_id = $1 group by 1',
      [workspaceId],
    );
    return { effects, keys: Object.fromEntries(states.map(({ state, count }) => [state, Number(count)])) };
  } finally {
    await client.end();
  }
}
