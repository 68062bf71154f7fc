import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { type Origin, originOf } from '../../../src/core/origin.ts';
import type { Tx } from '../../../src/platform/db/database.ts';
import { handle } from '../../../src/platform/queue/work.ts';
import { type Bench, fact, job, openBench, type Payload, until, workspace } from './support.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const origin: Origin = originOf('the-request', `00-${TRACE}-00f067aa0ba902b7-01`, 'vendor=opaque');

const told = fact('thing.told');
const first = job('origins.first');
const second = job('origins.second', { on: told });

interface Seen {
  readonly queue: string;
  readonly payload: Payload;
  readonly origin: Origin | undefined;
}

describe('where a job comes from', () => {
  let bench: Bench;
  const seen: Seen[] = [];
  before(async () => {
    bench = await openBench([first, second], [told]);
    await bench.work([
      handle(first, async (ctx, payload) => {
        seen.push({ queue: first.queue, payload, origin: ctx.origin });
        ctx.log.info({}, 'at work');
        const { workspaceId } = payload;
        await bench.transaction(workspaceId, (tx) => bench.queue.publish(from(ctx.origin, tx), told, { workspaceId, n: 2 }, newId()));
      }),
      handle(second, async (ctx, payload) => {
        seen.push({ queue: second.queue, payload, origin: ctx.origin });
      }),
    ]);
  });
  after(() => bench.close());

  const from = (given: Origin | undefined, tx: Tx): Tx => ({ ...tx, origin: given });
  const of = (workspaceId: string): Seen[] => seen.filter(({ payload }) => payload.workspaceId === workspaceId);

  it('is in its log lines and its context, and not in its payload; jobs and facts of its transaction go on with it', async () => {
    const workspaceId = workspace();
    await bench.transaction(workspaceId, (tx) => bench.queue.enqueue(from(origin, tx), first, { workspaceId, n: 1 }));
    await until('both jobs ran', () => of(workspaceId).length === 2);
    const carried = { ...origin, traceState: undefined };
    assert.deepEqual(of(workspaceId), [
      { queue: first.queue, payload: { workspaceId, n: 1 }, origin: carried },
      { queue: second.queue, payload: { workspaceId, n: 2 }, origin: carried },
    ]);
    const line = bench.log.lines.find(({ message }) => message === 'at work') ?? assert.fail('no line');
    const { traceId, requestId } = line.fields as Partial<Origin>;
    assert.deepEqual([traceId, requestId], [TRACE, 'the-request']);
    // the caller's own words stay out of a table that all workspaces share
    const stored = await bench.sql('select data::text as text from jobs.job where name = $1', [first.queue]);
    assert.match(String(stored[0]?.['text']), new RegExp(TRACE));
    assert.ok(!String(stored[0]?.['text']).includes('vendor'));
  });

  it('is nowhere when no request has set it off', async () => {
    const workspaceId = workspace();
    await bench.transaction(workspaceId, (tx) => bench.queue.enqueue(tx, second, { workspaceId, n: 3 }));
    await until('the job ran', () => of(workspaceId).length === 1);
    assert.deepEqual(of(workspaceId), [{ queue: second.queue, payload: { workspaceId, n: 3 }, origin: undefined }]);
    const [row] = (await bench.jobs(second.queue)).filter(({ data }) => data.workspaceId === workspaceId);
    assert.deepEqual(row?.data, { workspaceId, n: 3 });
  });
});
