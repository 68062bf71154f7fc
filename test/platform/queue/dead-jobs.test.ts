import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { listDeadJobs, redriveJob, redriveQueue } from '../../../src/platform/queue/dead-jobs.ts';
import { handle } from '../../../src/platform/queue/work.ts';
import { type Bench, job, openBench, until, workspace } from './support.ts';

const mortal = job('dead.mortal', { retryLimit: 0, concurrency: 4, perWorkspace: 4 });
const other = job('dead.other', { retryLimit: 0 });

describe('dead jobs', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([mortal, other]);
  });
  after(() => bench.close());

  /** Sends jobs, lets them die of a worker that fails, and gives their ids. */
  async function die(definition: typeof mortal, workspaceId: string, count = 1): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    for (const [n, id] of ids.entries())
      await bench.transaction(workspaceId, (tx) => bench.queue.enqueue(tx, definition, { workspaceId, n }, id));
    const working = await bench.work([
      handle(definition, async () => {
        throw new Error('no luck\nin contract.pdf');
      }),
    ]);
    const dead = async (): Promise<string[]> => (await listDeadJobs(bench.ownerUrl)).map(({ id }) => id);
    await until('they are dead', async () =>
      ids.every(
        (
          (all) => (id: string) =>
            all.includes(id)
        )(await dead()),
      ),
    );
    await working.stop();
    return ids;
  }

  /** Ids and states as the workspace sees them. */
  const seenBy = (workspaceId: string) =>
    bench.transaction(workspaceId, async (tx) => {
      await tx.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
      return tx.query<{ id: string; queue: string; status: string }>(
        'select id, queue, status from jobs.workspace_jobs order by date_added',
      );
    });

  it('are listed with queue, workspace, attempts and the last error, and their workspace sees that they failed', async () => {
    const workspaceId = workspace();
    const [id] = await die(mortal, workspaceId);
    const found = (await listDeadJobs(bench.ownerUrl)).find((one) => one.id === id);
    assert.ok(found);
    const { queue, workspaceId: whose, attempts, error, diedAt } = found;
    assert.deepEqual([queue, whose, attempts, error], [mortal.queue, workspaceId, 1, 'no luck\nin contract.pdf']);
    assert.ok(diedAt instanceof Date);
    assert.deepEqual(await seenBy(workspaceId), [{ id, queue: mortal.queue, status: 'FAILED' }]);
    assert.deepEqual(await seenBy(workspace()), []);
  });

  it('one is put back exactly once, under its own id, and done', async () => {
    const workspaceId = workspace();
    const [id = ''] = await die(mortal, workspaceId);
    const answers = await Promise.all([1, 2, 3].map(() => redriveJob(bench.ownerUrl, id)));
    assert.deepEqual(answers.toSorted(), ['not dead any more', 'not dead any more', 'put back']);
    assert.deepEqual(await seenBy(workspaceId), [{ id, queue: mortal.queue, status: 'WAITING' }]);
    const done: number[] = [];
    const working = await bench.work([
      handle(mortal, async (_ctx, { n }) => {
        done.push(n);
      }),
    ]);
    await until('it is done', async () => (await seenBy(workspaceId)).some(({ status }) => status === 'COMPLETED'));
    await working.stop();
    assert.deepEqual(done, [0]);
    assert.equal(await redriveJob(bench.ownerUrl, id), 'not dead any more');
    assert.equal(await redriveJob(bench.ownerUrl, newId()), 'unknown');
  });

  it('one that dies again is dead again, under the same id, and can be put back again', async () => {
    const workspaceId = workspace();
    const [id = ''] = await die(mortal, workspaceId);
    await redriveJob(bench.ownerUrl, id);
    await die(mortal, workspaceId);
    await until('it died again', async () => (await listDeadJobs(bench.ownerUrl)).some((one) => one.id === id));
    assert.equal((await seenBy(workspaceId)).filter((one) => one.id === id && one.status === 'FAILED').length, 1);
    assert.equal(await redriveJob(bench.ownerUrl, id), 'put back');
  });

  it('all of one queue are put back, those of others stay', async () => {
    const workspaceId = workspace();
    const [stays] = await die(other, workspaceId);
    await die(mortal, workspaceId, 3);
    assert.ok((await redriveQueue(bench.ownerUrl, mortal.queue)) >= 3);
    const left = await listDeadJobs(bench.ownerUrl);
    assert.deepEqual([left.filter(({ queue }) => queue === mortal.queue).length, left.some(({ id }) => id === stays)], [0, true]);
    assert.equal(await redriveQueue(bench.ownerUrl, mortal.queue), 0);
  });
});
