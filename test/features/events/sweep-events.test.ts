import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { oldEvents } from '../../../src/features/events/sweep-events.ts';
import type { Member } from '../../platform/db/support.ts';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
before(async () => {
  bench = await openBench();
});
after(() => bench.close());

const record = (member: Member, hours: number, count: number): Promise<object[]> =>
  bench.database.query(
    'tabularium_owner',
    `insert into app.events (workspace_id, id, type, version, date_added)
     select $1, uuidv7(), 'file.stored', $2::int, now() - make_interval(hours => $2::int) from generate_series(1, $3::int)`,
    [member.workspaceId, hours, count],
  );

test('events of all workspaces go an hour after their time, however many there are, and younger ones stay', async () => {
  const [one, other] = [await bench.workspace(), await bench.workspace()];
  await record(one, 170, 1500);
  await record(other, 200, 3);
  for (const member of [one, other]) await record(member, 167, 2);
  const { platform } = bench.call(one);
  const step = () => oldEvents.step({ platform, log: bench.log, signal: new AbortController().signal }, '');
  assert.deepEqual(await step(), { place: '', swept: { event: 1503 } });
  const left = await bench.database.query('tabularium_owner', 'select version, count(*)::int as n from app.events group by version');
  assert.deepEqual(left, [{ version: 167, n: 4 }]);
  assert.deepEqual(await step(), { place: '', swept: { event: 0 } });
});
