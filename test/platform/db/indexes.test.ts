import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dossierList } from '../../../src/features/dossiers/queries.ts';
import { eventsAfter } from '../../../src/features/events/queries.ts';
import {
  dossierFileList,
  fileList,
  fileVersionList,
  trashedDossierFileList,
  trashedFileList,
} from '../../../src/features/files/queries.ts';
import type { Database, Statement } from '../../../src/platform/db/database.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { conditions } from '../../../src/platform/db/filters.ts';
import { parseSort, reversed } from '../../../src/platform/db/keyset.ts';
import { firstFilter, type ListDefinition, listStatement, type Plan } from '../../../src/platform/db/list-statement.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, fill, type Member, makeWorkspace } from './support.ts';

/** How PostgreSQL means to run a statement, as far as we look. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Sort Key'?: readonly string[];
  readonly Plans?: readonly PlanNode[];
}

let database: TestDatabase;
let db: Database;
let mine: Member;
let dossierId: string;
let fileId: string;

before(async () => {
  database = await createDatabase();
  db = await database.open();
  mine = await makeWorkspace(database);
  await fill(database, mine, 400, 10);
  await database.query(
    'tabularium_owner',
    `insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, created_by, modified_by, date_added, date_modified, date_deleted)
     select workspace_id, uuidv7(), dossier_id, filename, title, media_type, size, created_by, modified_by, date_added - interval '1 day', date_modified - interval '1 day', now()
     from app.files`,
  );
  for (const member of [await makeWorkspace(database), await makeWorkspace(database)]) await fill(database, member, 400, 10);
  await fill(database, mine, 1, 0);
  const [row] = await database.query<{ id: string }>(
    'tabularium_owner',
    `insert into app.dossiers (workspace_id, id, dossier_template_id, name, owner_id, created_by, modified_by) values ($1, uuidv7(), $2, 'Big', $3, $3, $3) returning id`,
    [mine.workspaceId, mine.templateId, mine.userId],
  );
  dossierId = row?.id ?? '';
  await database.query(
    'tabularium_owner',
    `insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, processing_status, created_by, modified_by, date_added, date_modified)
     select $1, uuidv7(), $2, 'big ' || n || '.pdf', 'big', case when n % 50 = 1 then 'text/plain' else 'application/pdf' end, n,
       case when n % 50 = 0 then 'ERROR' else 'PROCESSED' end, $3, $3, now() - n * interval '1 minute', now() - n * interval '1 minute'
     from generate_series(1, 4000) n`,
    [mine.workspaceId, dossierId, mine.userId],
  );
  await database.query(
    'tabularium_owner',
    'insert into app.dossier_counters (workspace_id, dossier_id) select workspace_id, id from app.dossiers',
  );
  const [file] = await database.query<{ id: string }>('tabularium_owner', 'select id from app.files where dossier_id = $1 limit 1', [
    dossierId,
  ]);
  fileId = file?.id ?? '';
  await database.query(
    'tabularium_owner',
    `insert into app.file_versions (workspace_id, file_id, version, filename, object_key, media_type, size, crc32c, store_etag, created_by)
     select f.workspace_id, f.id, n, f.filename, 'none', f.media_type, n, 0, 'none', f.created_by
     from app.files f, generate_series(1, case when f.id = $1 then 400 else 2 end) n`,
    [fileId],
  );
  await database.query(
    'tabularium_owner',
    `insert into app.events (workspace_id, id, type) select id, uuidv7(), 'file.stored' from app.workspaces, generate_series(1, 3000)`,
  );
  await database.query('tabularium_owner', 'analyze');
});
after(() => database.drop());

/** The plan as tabularium_app inside the workspace; without values, the generic one that a named statement ends up with. */
async function planOf(statement: Statement, values?: readonly unknown[]): Promise<PlanNode> {
  const explain = `explain (${values ? '' : 'generic_plan, '}costs off, format json) ${statement.text}`;
  const row = await inWorkspace(contextOf(db, mine), (tx) => tx.one<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(explain, values));
  const plan = row?.['QUERY PLAN'][0]?.Plan;
  assert.ok(plan);
  return plan;
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const scansOf = (node: PlanNode, relation: string): PlanNode[] => nodesOf(node).filter((found) => found['Relation Name'] === relation);
/** What orders the page: below the window there is to be no sort. */
const sortsOfRows = (node: PlanNode): string[] => {
  const windows = nodesOf(node).filter((found) => found['Node Type'] === 'WindowAgg');
  assert.equal(windows.length, 1);
  return windows
    .flatMap(nodesOf)
    .filter((found) => /Sort/.test(found['Node Type']))
    .flatMap((found) => found['Sort Key'] ?? []);
};

const LISTS = {
  listDossierFiles: { definition: dossierFileList, relation: 'files', values: (): unknown[] => [dossierId] },
  listFiles: { definition: fileList, relation: 'files', values: (): unknown[] => [] },
  listFileVersions: { definition: fileVersionList, relation: 'file_versions', values: (): unknown[] => [fileId] },
  'listDossierFiles of the trash': { definition: trashedDossierFileList, relation: 'files', values: (): unknown[] => [dossierId, true] },
  'listFiles of the trash': { definition: trashedFileList, relation: 'files', values: (): unknown[] => [true] },
  listDossiers: { definition: dossierList, relation: 'dossiers', values: (): unknown[] => [false] },
} as const;

const NO_FILTER = { sql: '', values: [] };
const page = (definition: ListDefinition, sort: string, plan: Partial<Plan>): Statement => {
  const order = parseSort(sort, definition.sorts, definition.id);
  const forward = plan.forward !== false;
  return listStatement(definition, {
    forward,
    start: 'cursor',
    limit: 50,
    taken: 0,
    filter: NO_FILTER,
    ...plan,
    order: forward ? order : reversed(order),
  });
};

for (const [name, { definition, relation, values }] of Object.entries(LISTS)) {
  describe(name, () => {
    const taken = values().length;
    for (const sort of Object.keys(definition.sorts).flatMap((field) => [field, `-${field}`])) {
      test(`by ${sort} reads its page from an index, in order, from either side, whatever the values`, async () => {
        for (const forward of [true, false]) {
          const plan = await planOf(page(definition, sort, { forward, taken }));
          assert.deepEqual(sortsOfRows(plan), []);
          const [scan] = scansOf(plan, relation);
          assert.match(scan?.['Index Cond'] ?? JSON.stringify(plan), /workspace_id = \(InitPlan.*ROW\(.*\) [<>] ROW\(/s);
        }
        assert.deepEqual(sortsOfRows(await planOf(page(definition, sort, { start: 'first', taken }))), []);
      });
    }
  });
}

describe('a selective filter is an index condition, together with the workspace', () => {
  const now = Date.now();
  const recent = new Date(now - 20 * 60_000).toISOString();
  const old = new Date(now - 3_990 * 60_000).toISOString();
  const cases = [
    ['listDossierFiles', { status: 'ERROR' }, /processing_status = /],
    ['listDossierFiles', { 'dateModified[gte]': recent }, /date_modified >= /],
    ['listDossierFiles', { 'dateModified[lt]': old }, /date_modified < /],
    ['listDossierFiles', { 'dateAdded[gte]': recent }, /date_added >= /],
    ['listFiles', { status: 'ERROR' }, /processing_status = /],
    ['listFiles', { 'dateModified[lt]': old }, /date_modified < /],
    ['listFiles', { 'dateAdded[lt]': old }, /date_added < /],
  ] as const;
  for (const [name, given, condition] of cases) {
    test(`${name} by ${Object.keys(given).join(', ')}`, async () => {
      const { definition, relation, values } = LISTS[name];
      const taken = values().length;
      const order = parseSort('-dateAdded', definition.sorts, definition.id);
      const filter = conditions(definition.filters, Object.entries(given), firstFilter(order, taken, 'first'));
      const plan = await planOf(page(definition, '-dateAdded', { start: 'first', taken, filter }), [...values(), ...filter.values]);
      assert.ok(
        nodesOf(plan).some((found) => condition.test(found['Index Cond'] ?? '') && /workspace_id = /.test(found['Index Cond'] ?? '')),
        JSON.stringify(plan),
      );
      assert.ok(scansOf(plan, relation).every((scan) => scan['Node Type'] !== 'Seq Scan'));
    });
  }
});

test('the next events are read from an index, in order, by workspace, epoch and place, whatever the values', async () => {
  const plan = await planOf(eventsAfter);
  const conditions = scansOf(plan, 'events').map((scan) => scan['Index Cond'] ?? scan['Node Type']);
  assert.equal(conditions.length, 2, JSON.stringify(plan));
  for (const condition of conditions) assert.match(condition, /workspace_id = .*epoch = /);
  assert.ok(
    conditions.some((condition) => /ROW\(.*xid, .*seq\) > ROW\(.*xid < /.test(condition)),
    conditions.join('\n'),
  );
  const sorts = nodesOf(plan).filter((node) => /Sort/.test(node['Node Type']));
  assert.equal(sorts.length, 1, 'only the batch is put in order');
});

test('every comparison that a filter may make is leakproof, for every type: else no index would serve it', async () => {
  const rows = await database.query<{ type: string; op: string }>(
    'superuser',
    `select t.typname as type, o.oprname as op from pg_operator o join pg_type t on t.oid = o.oprleft join pg_proc p on p.oid = o.oprcode
     where o.oprleft = o.oprright and o.oprname in ('=', '<', '<=', '>', '>=') and t.typname in ('timestamptz', 'text', 'uuid', 'int8', 'int4', 'date', 'bool', 'xid8') and p.proleakproof`,
  );
  assert.equal(rows.length, 5 * 8);
});
