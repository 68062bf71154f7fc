import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import type { Database } from '../../../src/platform/db/database.ts';
import { DEPTHS, readDepths } from '../../../src/platform/queue/depths.ts';
import { handle } from '../../../src/platform/queue/handle.ts';
import { queueHealth } from '../../../src/platform/queue/queue-health.ts';
import { type Bench, job, openBench, until, workspace } from './support.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const busy = job('depths.busy', { concurrency: 2, perWorkspace: 2 });
const failing = job('depths.failing', { retryLimit: 1 });
const hopeless = job('depths.hopeless', { retryLimit: 0 });
const idle = job('depths.idle');

describe('the depths of the queues', () => {
  let bench: Bench;
  let db: Database;
  before(async () => {
    bench = await openBench([busy, failing, hopeless, idle]);
    const app = new pg.Pool({ connectionString: bench.appUrl, max: 2 });
    db = { app, system: app, close: () => app.end() };
  });
  after(async () => {
    await db.close();
    await bench.close();
  });

  const linesOf = async (): Promise<Record<string, object>> =>
    Object.fromEntries(
      queueHealth(await readDepths(db)).map(({ queue, waiting, delayed, retrying, active, dead }) => [
        queue,
        { waiting, delayed, retrying, active, dead },
      ]),
    );

  test('each job counts once, in its queue and in the state it is in; dead ones in the queue they came from', async () => {
    const workspaceId = workspace();
    const later = new Date(Date.now() + 3_600_000);
    await bench.transaction(workspaceId, async (tx) => {
      for (let n = 0; n < 5; n += 1) await bench.queue.enqueue(tx, busy, { workspaceId, n });
      await bench.queue.enqueue(tx, busy, { workspaceId, n: 9 }, undefined, later);
      await bench.queue.enqueue(tx, failing, { workspaceId, n: 0 });
      await bench.queue.enqueue(tx, hopeless, { workspaceId, n: 0 });
    });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const fail = (): Promise<never> => Promise.reject(new Error('as wanted'));
    await bench.work([handle(busy, () => released), handle(hopeless, fail)]);
    const nothing = { waiting: 0, delayed: 0, retrying: 0, active: 0, dead: 0 };
    const wanted = {
      'depths.busy': { ...nothing, waiting: 3, delayed: 1, active: 2 },
      'depths.failing': { ...nothing, waiting: 1 },
      'depths.hopeless': { ...nothing, dead: 1 },
      'depths.idle': nothing,
    };
    await until('every job to be where it belongs', async () => JSON.stringify(await linesOf()) === JSON.stringify(wanted));
    release();
    await until(
      'the busy queue to be done',
      async () => JSON.stringify((await linesOf())['depths.busy']) === JSON.stringify({ ...nothing, delayed: 1 }),
    );
    const text = await bench.metrics.registry.metrics();
    assert.match(text, /^tabularium_job_attempts_total\{queue="depths.busy",outcome="done"\} 5$/m);
    assert.match(text, /^tabularium_job_attempts_total\{queue="depths.hopeless",outcome="given-up"\} 1$/m);
    assert.match(text, /^tabularium_job_duration_seconds_count\{queue="depths.busy"\} 5$/m);
    assert.match(text, /^tabularium_jobs_running\{queue="depths.busy"\} 0$/m);
  });

  test('a job between two attempts is retrying, and the oldest tells how long the state lasts', async () => {
    await bench.sql(
      `update jobs.job set created_on = now() - interval '90 seconds', start_after = now() - interval '70 seconds' where name = $1`,
      [failing.queue],
    );
    const oldest = async (state: string): Promise<number> =>
      (await readDepths(db)).find((one) => one.queue === failing.queue && one.state === state)?.oldestSeconds ?? -1;
    const waited = await oldest('waiting');
    assert.ok(waited >= 70 && waited < 90, `counted from when it could have been started: ${waited}`);
    await bench.sql(`update jobs.job set state = 'retry' where name = $1`, [failing.queue]);
    assert.equal(await oldest('waiting'), -1);
    assert.ok((await oldest('retrying')) >= 70);
  });

  test('a look reads what waits and runs by its indexes, and nothing of what is done', async () => {
    await bench.sql(
      `insert into jobs.job (name, state, group_id, completed_on) select $1, 'completed', 'g', now() from generate_series(1, 30000)`,
      [busy.queue],
    );
    await bench.sql('analyze jobs.job');
    const { rows } = await db.app.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${DEPTHS.text}`);
    const nodes: PlanNode[] = [];
    const walk = (node: PlanNode): void => {
      nodes.push(node);
      node.Plans?.forEach(walk);
    };
    for (const row of rows) walk(row['QUERY PLAN'][0].Plan);
    const onJobs = nodes.filter((node) => node['Relation Name']?.startsWith('job') === true);
    assert.equal(onJobs.length, 4);
    for (const node of onJobs) assert.match(node['Node Type'], /^Index/);
  });
});
