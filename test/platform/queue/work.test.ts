import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import { WorkspaceSuspended } from '../../../src/platform/db/entry.ts';
import { openQueue } from '../../../src/platform/queue/boss.ts';
import type { JobDefinition } from '../../../src/platform/queue/define-job.ts';
import { handle } from '../../../src/platform/queue/work.ts';
import { type Bench, job, openBench, type Payload, until, workspace } from './support.ts';

const fair = job('work.fair', { concurrency: 2, perWorkspace: 1 });
const retried = job('work.retried');
const settled = job('work.settled');
const taken = job('work.taken');
const returned = job('work.returned', { concurrency: 2, perWorkspace: 2 });
const closed = job('work.closed');
const resting = job('work.resting');
const kept = job('work.kept');
const givenUp = job('work.given-up', { retryLimit: 1 });
const dead = job('work.dead', { retryLimit: 0 });

describe('working', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([fair, retried, settled, taken, returned, closed, resting, kept, givenUp, dead]);
    await bench.sql('create table public.effects (job uuid not null, worker text not null)');
    await bench.sql('grant insert on public.effects to tabularium_app');
  });
  after(() => bench.close());

  async function send(definition: JobDefinition<Payload>, workspaceId: string, n = 0): Promise<string> {
    const id = newId();
    await bench.transaction(workspaceId, (tx) => bench.queue.enqueue(tx, definition, { workspaceId, n }, id));
    return id;
  }
  const stateOf = async (definition: JobDefinition<Payload>, id: string) => (await bench.jobs(definition.queue)).find((j) => j.id === id);
  const ended = async (definition: JobDefinition<Payload>) =>
    (await bench.jobs(definition.queue)).every((j) => j.state === 'completed' || j.state === 'failed');

  it('gives every waiting workspace a turn, and none more jobs at a time than allowed', async () => {
    const [crowd, few] = [workspace(), workspace()];
    for (let n = 0; n < 12; n++) await send(fair, crowd, n);
    for (let n = 0; n < 3; n++) await send(fair, few, n);
    const started: string[] = [];
    let now = 0;
    let most = 0;
    const working = await bench.work([
      handle(fair, async (ctx) => {
        started.push(ctx.workspaceId);
        if (ctx.workspaceId === crowd) most = Math.max(most, ++now);
        await sleep(5);
        if (ctx.workspaceId === crowd) now--;
      }),
    ]);
    await until('all fair jobs ended', () => ended(fair));
    await working.stop();
    assert.equal(most, 1);
    assert.equal(started.length, 15);
    // the three behind a crowd of twelve start among the first, not last
    assert.ok(started.lastIndexOf(few) <= 7, started.map((w) => (w === few ? 'few' : 'crowd')).join(' '));
  });

  it('tries a failed job again and tells the handler which attempt is the last', async () => {
    const seen: [number, boolean][] = [];
    const working = await bench.work([
      handle(retried, async (_ctx, _payload, claim) => {
        seen.push([claim.attempt, claim.lastAttempt]);
        if (!claim.lastAttempt) throw new Error('not yet');
      }),
    ]);
    const id = await send(retried, workspace());
    await until('the job completed', async () => (await stateOf(retried, id))?.state === 'completed');
    await working.stop();
    assert.deepEqual(seen, [
      [1, false],
      [2, false],
      [3, true],
    ]);
  });

  it('settling belongs to the transaction of the handler', async () => {
    const workspaceId = workspace();
    let attempts = 0;
    const working = await bench.work([
      handle(settled, (ctx, _payload, claim) =>
        bench.transaction(ctx.workspaceId, async (tx) => {
          await tx.query('insert into public.effects values ($1, $2)', [ctx.jobId, `attempt ${claim.attempt}`]);
          await claim.settle(tx);
          if (++attempts === 1) throw new Error('after settling');
        }),
      ),
    ]);
    const id = await send(settled, workspaceId);
    await until('the job completed', async () => (await stateOf(settled, id))?.state === 'completed');
    await working.stop();
    assert.deepEqual(await bench.sql('select worker from public.effects where job = $1', [id]), [{ worker: 'attempt 2' }]);
  });

  it('a job that was taken over has one effect: the late worker is turned away', async () => {
    const gate = Promise.withResolvers<void>();
    let late: unknown;
    const effect = handle(taken, async (ctx, _payload, claim) => {
      if (claim.attempt === 1) await gate.promise;
      try {
        await bench.transaction(ctx.workspaceId, async (tx) => {
          await tx.query('insert into public.effects values ($1, $2)', [ctx.jobId, `attempt ${claim.attempt}`]);
          await claim.settle(tx);
        });
      } catch (error) {
        late = error;
        throw error;
      }
    });
    const slow = await bench.work([effect]);
    const id = await send(taken, workspace());
    await until('the first worker has it', async () => (await stateOf(taken, id))?.state === 'active');
    // as if its heartbeat had not been seen: the supervisor gives the job away
    await bench.sql(`update jobs.job set heartbeat_on = now() - interval '1 minute' where id = $1`, [id]);
    const other = await openQueue({ databaseUrl: bench.appUrl, log: bench.log });
    const quick = await bench.work([effect], { queue: other });
    await until('the second worker did it', async () => (await stateOf(taken, id))?.state === 'completed');
    gate.resolve();
    await until('the first worker noticed', () => late !== undefined);
    await Promise.all([slow.stop(), quick.stop()]);
    await other.close();
    assert.match(String(late), /belongs to another worker now/);
    assert.deepEqual(await bench.sql('select worker from public.effects where job = $1', [id]), [{ worker: 'attempt 2' }]);
  });

  it('stopping waits for the quick and gives back the slow without costing an attempt', async () => {
    let quickDone = false;
    const workspaceId = workspace();
    const working = await bench.work(
      [
        handle(returned, async (ctx, { n }) => {
          if (n === 1) {
            await sleep(200);
            quickDone = true;
          } else await sleep(60_000, undefined, { signal: ctx.signal });
        }),
      ],
      { graceSeconds: 1 },
    );
    const quick = await send(returned, workspaceId, 1);
    const slow = await send(returned, workspaceId, 2);
    await until('both run', async () => (await bench.jobs(returned.queue)).filter((j) => j.state === 'active').length === 2);
    await working.stop();
    assert.equal(quickDone, true);
    assert.equal((await stateOf(returned, quick))?.state, 'completed');
    assert.deepEqual([(await stateOf(returned, slow))?.state, (await stateOf(returned, slow))?.retryCount], ['created', 0]);

    const attempts: number[] = [];
    const next = await bench.work([handle(returned, async (_ctx, _payload, claim) => void attempts.push(claim.attempt))]);
    await until('the next worker did it', async () => (await stateOf(returned, slow))?.state === 'completed');
    await next.stop();
    assert.deepEqual(attempts, [1]);
  });

  it('a job whose workspace is closed is dropped, not tried again', async () => {
    let runs = 0;
    const working = await bench.work([
      handle(closed, async () => {
        runs++;
        throw new Problem('workspace-forbidden', { detail: 'gone' });
      }),
    ]);
    const id = await send(closed, workspace());
    await until('the job completed', async () => (await stateOf(closed, id))?.state === 'completed');
    await working.stop();
    assert.equal(runs, 1);
  });

  it('a job of a suspended workspace waits and costs no attempt', async () => {
    const attempts: number[] = [];
    let suspended = true;
    const working = await bench.work([
      handle(resting, async (_ctx, _payload, claim) => {
        attempts.push(claim.attempt);
        if (suspended) throw new WorkspaceSuspended();
      }),
    ]);
    const id = await send(resting, workspace());
    await until('it was put off', async () => attempts.length === 1 && (await stateOf(resting, id))?.state === 'created');
    const [later] = await bench.sql('select start_after > now() + make_interval(secs => 30) as waits from jobs.job where id = $1', [id]);
    assert.equal(later?.['waits'], true);
    suspended = false;
    await bench.sql('update jobs.job set start_after = now() where id = $1', [id]);
    await until('it is done after the workspace was resumed', async () => (await stateOf(resting, id))?.state === 'completed');
    await working.stop();
    assert.deepEqual(attempts, [1, 1]);
  });

  it('a job is kept for years, and its time starts over whenever it is put off', async () => {
    const id = await send(kept, workspace());
    const [sent] = await bench.sql(`select keep_until > now() + interval '9 years' as long from jobs.job where id = $1`, [id]);
    assert.equal(sent?.['long'], true);
    await bench.sql(`update jobs.job set keep_until = start_after + interval '14 days' where id = $1`, [id]);
    const working = await bench.work([
      handle(kept, async () => {
        throw new WorkspaceSuspended();
      }),
    ]);
    const asked = `select keep_until = start_after + interval '14 days' as whole from jobs.job
                    where id = $1 and state = 'created' and start_after > now() + interval '30 seconds'`;
    await until('it was put off', async () => (await bench.sql(asked, [id])).length === 1);
    await working.stop();
    assert.deepEqual(await bench.sql(asked, [id]), [{ whole: true }]);
  });

  it('gives up in the words of the room once no attempt is left, also when the last worker died', async () => {
    const said: string[] = [];
    const handler = handle(
      givenUp,
      async () => {
        throw new Error('never works');
      },
      async (ctx, { n }, claim) => {
        said.push(`${n}`);
        await bench.transaction(ctx.workspaceId, (tx) => claim.settle(tx));
      },
    );
    const failing = await send(givenUp, workspace(), 1);
    const orphan = await send(givenUp, workspace(), 2);
    // as after two workers that were killed with the job in hand
    await bench.sql(`update jobs.job set state = 'retry', retry_count = 1, started_on = now() where id = $1`, [orphan]);
    const working = await bench.work([handler]);
    await until('both ended', () => ended(givenUp));
    await working.stop();
    assert.deepEqual(said.sort(), ['1', '2']);
    assert.equal((await stateOf(givenUp, failing))?.state, 'completed');
    assert.equal((await stateOf(givenUp, orphan))?.state, 'completed');
  });

  it('a job that nobody speaks for ends in the dead letter queue with its payload', async () => {
    const working = await bench.work([
      handle(dead, async () => {
        throw new Error('never works');
      }),
    ]);
    const workspaceId = workspace();
    await send(dead, workspaceId, 9);
    await until('it is in the dead letter queue', async () =>
      (await bench.jobs('dead')).some((j) => j.data.workspaceId === workspaceId && j.data.n === 9),
    );
    await working.stop();
  });
});
