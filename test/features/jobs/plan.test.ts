import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { jobById, jobList } from '../../../src/features/jobs/queries.ts';
import type { Statement } from '../../../src/platform/db/database.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { parseSort } from '../../../src/platform/db/keyset.ts';
import { listStatement } from '../../../src/platform/db/list-statement.ts';
import { openBench } from '../result-packages/bench.ts';

const bench = await openBench();
const room = await bench.workspace();
const other = await bench.workspace();
for (const { member } of [room, other])
  await bench.database.query(
    'tabularium_owner',
    `insert into jobs.job (name, state, data, group_id, created_on, completed_on)
     select 'extraction.analyze-file', 'completed', jsonb_build_object('workspaceId', $1::text, 'fileId', $1::text, 'version', 1), $1, now() - n * interval '1 second', now()
     from generate_series(1, 5000) n`,
    [member.workspaceId],
  );
await bench.database.query('tabularium_owner', 'analyze jobs.job');

const planOf = async (statement: Statement, values: readonly unknown[]): Promise<string> => {
  const rows = await inWorkspace(room.caller, (tx) => tx.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${statement.text}`, values));
  return rows.map((row) => row['QUERY PLAN']).join('\n');
};

test('a page of jobs, the first and a later one, comes from the index of the workspace, in order', async () => {
  const order = parseSort('-dateAdded', jobList.sorts, jobList.id);
  const plan = { order, forward: true, limit: 50, taken: 0, filter: { sql: '', values: [] } } as const;
  const keys = [new Date().toISOString(), room.member.workspaceId];
  for (const [start, values] of [['first', []] as const, ['cursor', keys] as const]) {
    const text = await planOf(listStatement(jobList, { ...plan, start }), values);
    const page = text.slice(text.indexOf('WindowAgg'));
    assert.match(page, /Index Cond: .*group_id = /, text);
    assert.doesNotMatch(page, /Sort|Seq Scan/, text);
  }
});

test('one job is found by the indexes of its ids, not among all of the workspace', async () => {
  const text = await planOf(jobById, [room.member.workspaceId]);
  assert.match(text, /BitmapOr/, text);
  assert.doesNotMatch(text, /Seq Scan/, text);
});
