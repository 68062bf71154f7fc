import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Handler } from '../../src/http/contract.ts';
import { untilOver } from '../../src/platform/patience.ts';
import { Client } from '../support/client.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Served, serve } from './serve.ts';

const MOST = 100;
const wait = { prefer: 'wait=30' };

describe('answers that wait', () => {
  let served: Served;
  let caller: Client;
  let path: string;
  let tenant: string;
  let token: () => Promise<string>;
  /** Patience of each call that reached the handler; a call is over when its patience is. */
  const waiting: number[] = [];
  let over = 0;

  const getFileStatus: Handler<'getFileStatus'> = async (_ctx, { patience, params }) => {
    waiting.push(patience.seconds);
    await untilOver(patience, false, async () => false, Boolean);
    over++;
    const dateModified = new Date().toISOString();
    const rest = { version: 1, workflowStatus: 'NEW', pageCount: null, error: null, dateModified } as const;
    return { status: 200, headers: { ETag: '"1.aaaaaaaaaaaaaaaa"' }, body: { id: params.fileId, processingStatus: 'PROCESSING', ...rest } };
  };

  before(async () => {
    served = await serve({ handlers: { getFileStatus } });
    const { id, ownerUser } = await freshWorkspace();
    tenant = id;
    token = () => ownerUser.token();
    caller = new Client({ baseUrl: served.baseUrl, bearer: token, tenant });
    path = `/files/${randomUUID()}/status`;
  });
  after(() => served.close());

  it('are so many at a time, one more is answered at once; a caller who leaves makes room, and so does the end of the server', async () => {
    const left = new AbortController();
    const url = `${served.baseUrl}${path}`;
    const headers = { ...wait, authorization: `Bearer ${await token()}`, 'x-tenant-id': tenant };
    const leaver = fetch(url, { headers, signal: left.signal }).then(
      () => 'answered',
      () => 'left',
    );
    await waitFor('the first one waits', async () => waiting.length === 1);
    const others = Array.from({ length: MOST - 1 }, () => caller.get(path, { headers: wait, expect: 200 }));
    await waitFor('all of them wait', async () => waiting.length === MOST);
    assert.ok(waiting.every((seconds) => seconds === 30));

    const turned = await caller.get(path, { headers: wait, expect: 200 });
    assert.deepEqual([waiting.at(-1), turned.headers['preference-applied']], [0, undefined]);

    left.abort();
    assert.equal(await leaver, 'left');
    await waitFor('the place of the one who left', async () => over === 2);
    others.push(caller.get(path, { headers: wait, expect: 200 }));
    await waitFor('another one waits in it', async () => waiting.length === MOST + 2);
    assert.equal(waiting.at(-1), 30);

    served.drain();
    for (const answer of await Promise.all(others)) assert.equal(answer.headers['preference-applied'], 'wait=30');
  });
});
