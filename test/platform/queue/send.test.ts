import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { migrateQueue } from '../../../src/platform/queue/migrate-queue.ts';
import { factsWithoutQueue } from '../../../src/platform/queue/schema.ts';
import { type Bench, fact, job, openBench, workspace } from './support.ts';

const stored = fact('thing.stored');
const unheard = fact('thing.forgotten');
const plain = job('things.plain');
const first = job('things.first', { on: stored });
const second = job('things.second', { on: stored });

describe('sending', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench([plain, first, second], [stored]);
  });
  after(() => bench.close());

  it('a job exists when its transaction commits', async () => {
    const workspaceId = workspace();
    assert.equal(await bench.transaction(workspaceId, (tx) => bench.queue.enqueue(tx, plain, { workspaceId, n: 1 })), true);
    assert.equal((await bench.jobs(plain.queue)).filter((j) => j.data.workspaceId === workspaceId).length, 1);
  });

  it('a job of a transaction that is rolled back never was', async () => {
    const workspaceId = workspace();
    const attempt = bench.transaction(workspaceId, async (tx) => {
      await bench.queue.enqueue(tx, plain, { workspaceId, n: 1 });
      await bench.queue.publish(tx, stored, { workspaceId, n: 1 }, newId());
      throw new Error('no');
    });
    await assert.rejects(attempt, /no/);
    for (const queue of [plain.queue, first.queue, second.queue]) {
      assert.deepEqual(
        (await bench.jobs(queue)).filter((j) => j.data.workspaceId === workspaceId),
        [],
      );
    }
  });

  it('the same id twice is one job, and the second sender learns it', async () => {
    const workspaceId = workspace();
    const id = newId();
    const send = () => bench.transaction(workspaceId, (tx) => bench.queue.enqueue(tx, plain, { workspaceId, n: 1 }, id));
    assert.deepEqual([await send(), await send()], [true, false]);
    assert.equal((await bench.jobs(plain.queue)).filter((j) => j.id === id).length, 1);
  });

  it('a fact becomes one job for each subscriber, with the id of the fact', async () => {
    const workspaceId = workspace();
    const id = newId();
    for (const _ of [1, 2]) await bench.transaction(workspaceId, (tx) => bench.queue.publish(tx, stored, { workspaceId, n: 7 }, id));
    for (const queue of [first.queue, second.queue]) {
      const found = (await bench.jobs(queue)).filter((j) => j.id === id);
      assert.deepEqual(
        found.map((j) => j.data),
        [{ workspaceId, n: 7 }],
      );
    }
  });

  it('a fact that nobody subscribed to is refused, not lost', async () => {
    const workspaceId = workspace();
    const attempt = bench.transaction(workspaceId, (tx) => bench.queue.publish(tx, unheard, { workspaceId, n: 1 }, newId()));
    await assert.rejects(attempt, /No queue subscribes to the fact thing\.forgotten/);
  });

  it('a payload that breaks its schema, or names another workspace, is refused', async () => {
    const workspaceId = workspace();
    // wrong on purpose
    const send = (payload: unknown) =>
      bench.transaction(workspaceId, (tx) => bench.queue.enqueue(tx, plain, payload as { workspaceId: string; n: number }));
    await assert.rejects(send({ workspaceId, n: 'one' }), { name: 'ZodError' });
    await assert.rejects(send({ workspaceId: workspace(), n: 1 }), /another workspace/);
  });

  it('facts without a queue are named, and stop the migration', async () => {
    assert.deepEqual(factsWithoutQueue([stored, unheard], [first, plain]), ['thing.forgotten']);
    await assert.rejects(migrateQueue(bench.ownerUrl, [first], [stored, unheard]), /thing\.forgotten/);
  });

  it('the migration may run again: options follow, old subscriptions go, jobs stay', async () => {
    const before = await bench.jobs(first.queue);
    await migrateQueue(bench.ownerUrl, [{ ...first, retryLimit: 9 }, plain], [stored]);
    assert.deepEqual(await bench.jobs(first.queue), before);
    const [queue] = await bench.sql('select retry_limit, dead_letter, heartbeat_seconds from jobs.queue where name = $1', [first.queue]);
    assert.deepEqual(queue, { retry_limit: 10, dead_letter: 'dead', heartbeat_seconds: 10 });
    assert.deepEqual(await bench.sql('select name from jobs.subscription'), [{ name: first.queue }]);
    await migrateQueue(bench.ownerUrl, [plain, first, second], [stored]);
  });
});
