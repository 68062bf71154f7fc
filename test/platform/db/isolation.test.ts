import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database } from '../../../src/platform/db/database.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, fill, type Member, makeWorkspace } from './support.ts';

/** What tabularium_system is given, and nothing else. */
const SYSTEM_TABLES = ['events', 'idempotency_keys', 'object_intents', 'sweeps', 'uploads'];
/** Tables of no workspace, and of those the ones that are closed to the app. */
const GLOBAL_TABLES = ['users', 'workspaces', 'sweeps'];
const CLOSED_TABLES = ['sweeps'];

let database: TestDatabase;
let db: Database;
let mine: Member;
let theirs: Member;
let tables: string[];

before(async () => {
  database = await createDatabase();
  db = await database.open();
  mine = await makeWorkspace(database);
  theirs = await makeWorkspace(database);
  for (const member of [mine, theirs]) {
    await fill(database, member, 2, 2);
    await database.query(
      'tabularium_owner',
      `insert into app.object_intents (workspace_id, id, object_key, lease_until) values ($1, uuidv7(), 'k', now())`,
      [member.workspaceId],
    );
    await database.query('tabularium_owner', `insert into app.events (workspace_id, id, type) values ($1, uuidv7(), 'file.stored')`, [
      member.workspaceId,
    ]);
    await database.query(
      'tabularium_owner',
      `insert into app.idempotency_keys (workspace_id, key_hash, user_id, operation_id, fingerprint, state, result, expires_at)
       values ($1, $3, $2, 'test', $3, 'DONE', '{}', now())`,
      [member.workspaceId, member.userId, Buffer.alloc(32)],
    );
    await database.query(
      'tabularium_owner',
      `insert into app.uploads (workspace_id, id, kind, dossier_id, file_id, filename, size, object_key, expires_at, created_by)
       values ($1, uuidv7(), 'TUS', uuidv7(), uuidv7(), 'f', 1, 'k', now(), $2)`,
      [member.workspaceId, member.userId],
    );
    await database.query(
      'tabularium_owner',
      `insert into app.usage_ledger (workspace_id, id, file_id, file_version, dossier_id, user_id, pages, bytes, local_day)
       values ($1, uuidv7(), uuidv7(), 1, uuidv7(), $2, 1, 1, '2026-11-01')`,
      [member.workspaceId, member.userId],
    );
  }
  const found = await database.query<{ relname: string }>(
    'superuser',
    `select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  tables = found.map(({ relname }) => relname);
  assert.ok(tables.length >= 14, `only ${tables.length} tables seen`);
  await database.query('tabularium_owner', `insert into app.sweeps (name, lease_until) values ('one', now()), ('other', now())`);
});
after(() => database.drop());

const countIn = async (role: 'tabularium_owner' | 'tabularium_app' | 'tabularium_system', table: string): Promise<number | string> => {
  try {
    const [row] = await database.query<{ n: string }>(role, `select count(*) as n from app.${table}`);
    return Number(row?.n);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const REFUSED = '42501';

describe('without entering a workspace', () => {
  test('S31: tabularium_app sees no row of any table', async () => {
    for (const table of tables) assert.equal(await countIn('tabularium_app', table), CLOSED_TABLES.includes(table) ? REFUSED : 0, table);
  });

  test('tabularium_system sees the tables of its duties and is refused every other', async () => {
    for (const table of tables) {
      const expected = SYSTEM_TABLES.includes(table) ? 2 : REFUSED;
      assert.equal(await countIn('tabularium_system', table), expected, table);
    }
  });

  test('tabularium_owner sees all, so that backfills, dumps and definer functions do', async () => {
    for (const table of ['users', 'workspaces', 'memberships', 'dossiers', 'files', 'object_intents', 'usage_ledger']) {
      assert.ok(Number(await countIn('tabularium_owner', table)) >= 2, table);
    }
  });

  test('a setting that was used and fell back to an empty text is no error', async () => {
    const rows = await database
      .query('tabularium_app', `begin; select set_config('app.workspace_id', '', false); commit`)
      .then(() => countIn('tabularium_app', 'files'));
    assert.equal(rows, 0);
  });
});

describe('inside a workspace', () => {
  test('every table shows its own rows and none of another workspace', async () => {
    await inWorkspace(contextOf(db, mine), async (tx) => {
      for (const table of tables.filter((name) => !CLOSED_TABLES.includes(name))) {
        const column = table === 'users' ? 'id' : table === 'workspaces' ? 'id' : 'workspace_id';
        const own = table === 'users' ? mine.userId : mine.workspaceId;
        const rows = await tx.query<{ whose: string }>(`select distinct ${column} as whose from app.${table}`);
        assert.ok(
          rows.every(({ whose }) => whose === own),
          table,
        );
      }
      const seen = await tx.one<{ n: number }>('select count(*) as n from app.files');
      assert.equal(seen?.n, 4, 'its own files');
    });
  });

  test('rows of another workspace cannot be written, moved, pointed to, changed or deleted', async () => {
    const attempt = (text: string, values: unknown[]): Promise<unknown> => inWorkspace(contextOf(db, mine), (tx) => tx.query(text, values));
    const insert = `insert into app.dossier_templates (workspace_id, id, name) values ($1, uuidv7(), 'x')`;
    await assert.rejects(attempt(insert, [theirs.workspaceId]), { code: REFUSED });
    await attempt(insert, [mine.workspaceId]);
    await assert.rejects(attempt('update app.files set workspace_id = $1', [theirs.workspaceId]), { code: REFUSED });
    await assert.rejects(attempt('update app.dossiers set dossier_template_id = $1', [theirs.templateId]), { code: '23503' });
    await assert.rejects(attempt('update app.dossiers set owner_id = $1', [theirs.userId]), { code: '23503' });
    assert.deepEqual(await attempt('update app.files set title = title where workspace_id = $1 returning id', [theirs.workspaceId]), []);
    assert.deepEqual(await attempt('delete from app.object_intents where workspace_id = $1 returning id', [theirs.workspaceId]), []);
    assert.equal(await countIn('tabularium_owner', 'object_intents'), 2);
  });

  test("the ledger only grows, capacity is not the app's to set, and what is deleted logically stays", async () => {
    const attempt = (text: string): Promise<unknown> => inWorkspace(contextOf(db, mine), (tx) => tx.query(text));
    const refused = [
      'update app.usage_ledger set pages = 0',
      'update app.events set date_added = now()',
      'delete from app.events',
      'delete from app.usage_ledger',
      'truncate app.usage_ledger',
      'update app.licenses set capacity_pages = null',
      'delete from app.dossiers',
      'delete from app.files',
      'delete from app.file_versions',
      'delete from app.result_packages',
      `update app.memberships set role = 'OWNER'`,
      `update app.workspaces set state = 'ACTIVE'`,
      `update app.users set state = 'ACTIVE'`,
      'create table app.mine (id int)',
    ];
    for (const text of refused) await assert.rejects(attempt(text), { code: REFUSED }, text);
    await attempt('update app.licenses set pages_used = 1');
  });
});

describe('the schema', () => {
  test("every table has forced row-level security, and the owner's policy", async () => {
    const open = await database.query(
      'superuser',
      `select relname from pg_class c where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity
         and exists (select from pg_policy p where p.polrelid = c.oid and polroles = array['tabularium_owner'::regrole::oid] and pg_get_expr(polqual, polrelid) = 'true'))`,
    );
    assert.deepEqual(open, []);
  });

  test('every workspace table has workspace_id first in its primary key, never null', async () => {
    const rows = await database.query<{ relname: string; first: string | null }>(
      'superuser',
      `select c.relname, (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum = i.indkey[0]) as first
       from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisprimary where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const wrong = rows.filter(({ relname, first }) => !GLOBAL_TABLES.includes(relname) && first !== 'workspace_id');
    assert.deepEqual(wrong, []);
  });

  test('every foreign key into a workspace table carries workspace_id on both sides', async () => {
    const rows = await database.query<{ name: string; columns: string[]; targets: string[]; target: string }>(
      'superuser',
      `select conname as name, confrelid::regclass::text as target,
         (select array_agg(attname::text order by n) from unnest(conkey) with ordinality k(num, n) join pg_attribute on attrelid = conrelid and attnum = num) as columns,
         (select array_agg(attname::text order by n) from unnest(confkey) with ordinality k(num, n) join pg_attribute on attrelid = confrelid and attnum = num) as targets
       from pg_constraint where contype = 'f' and connamespace = 'app'::regnamespace`,
    );
    assert.ok(rows.length > 20, `only ${rows.length} foreign keys seen`);
    for (const { name, columns, targets, target } of rows) {
      if (name === 'memberships_user_id_fkey') continue; // what makes a user a member
      assert.equal(columns[0], 'workspace_id', name);
      assert.equal(targets[0], target === 'app.workspaces' ? 'id' : 'workspace_id', name);
    }
  });

  test('every definer function has a fixed search path and is closed to the public', async () => {
    const rows = await database.query<{ proname: string; proconfig: string[] | null; open: boolean }>(
      'superuser',
      `select proname, proconfig, coalesce(exists (select from aclexplode(proacl) where grantee = 0), true) or proacl is null as open
       from pg_proc where pronamespace = 'app'::regnamespace`,
    );
    assert.ok(rows.length >= 4);
    for (const { proname, proconfig, open } of rows) {
      assert.deepEqual(proconfig, ['search_path=pg_catalog, pg_temp'], proname);
      assert.equal(open, false, proname);
    }
  });
});
