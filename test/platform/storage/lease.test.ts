import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { insertIntent } from '../../../src/platform/storage/intents.ts';
import { Lease } from '../../../src/platform/storage/lease.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openBench } from './support.ts';

const bench = await openBench();
const OFTEN_MS = 20;
const intend = (): Promise<string> => inWorkspace(bench.caller(), (tx) => insertIntent(tx, bench.key()));
const leaseOf = async (id: string): Promise<number> => {
  const text = 'select lease_until from app.object_intents where id = $1';
  const [row] = await bench.database.query<{ lease_until: Date }>('tabularium_owner', text, [id]);
  return row?.lease_until.getTime() ?? 0;
};

test('every intent of a writer is renewed while it writes, and no more after its end', async () => {
  const lease = new Lease(bench.caller(), OFTEN_MS);
  const ids = [await intend(), await intend()];
  for (const id of ids) lease.add(id);
  const before = await Promise.all(ids.map(leaseOf));
  await waitFor('both renewed', async () => (await Promise.all(ids.map(leaseOf))).every((until, n) => until > (before[n] ?? 0)));
  await lease.end();
  const ended = await Promise.all(ids.map(leaseOf));
  await new Promise((resolve) => setTimeout(resolve, 5 * OFTEN_MS));
  assert.deepEqual(await Promise.all(ids.map(leaseOf)), ended);
  assert.equal(lease.signal.aborted, false);
});

test('an intent that is being swept stops its writer', async () => {
  const lease = new Lease(bench.job(), OFTEN_MS);
  const id = await intend();
  lease.add(id);
  await bench.database.query('tabularium_owner', `update app.object_intents set state = 'SWEEPING' where id = $1`, [id]);
  const { signal } = lease;
  await waitFor('the stop', async () => signal.aborted);
  assert.equal((signal.reason as Error).name, 'IntentGone');
  await lease.end();
});

test('a writer whose workspace is closed is stopped', async () => {
  const lease = new Lease(bench.caller(), OFTEN_MS);
  lease.add(await intend());
  const state = (value: string): Promise<unknown> =>
    bench.database.query('tabularium_owner', 'update app.workspaces set state = $1 where id = $2', [value, bench.member.workspaceId]);
  await state('SUSPENDED');
  const { signal } = lease;
  await waitFor('the stop', async () => signal.aborted);
  assert.equal((signal.reason as { code: string }).code, 'workspace-forbidden');
  await lease.end();
  await state('ACTIVE');
});

test('a database away for a moment does not stop a writer whose lease still holds', async () => {
  let failed = 0;
  const ctx = bench.caller();
  const warn = (): void => {
    failed += 1;
  };
  const lease = new Lease({ ...ctx, log: { ...ctx.log, warn } }, OFTEN_MS);
  const id = await intend();
  lease.add(id);
  const { signal } = lease;
  const admit = (connections: number): Promise<unknown> =>
    bench.database.query('superuser', `alter database ${bench.database.name} connection limit ${connections}`);
  await admit(0);
  const cut = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  await bench.database.query('superuser', cut);
  try {
    await waitFor('a renewal that fails, or the stop', async () => failed > 0 || signal.aborted);
    await admit(-1);
    assert.equal(signal.aborted, false);
    const before = await leaseOf(id);
    await waitFor('the next renewal', async () => (await leaseOf(id)) > before);
  } finally {
    await lease.end();
  }
});
