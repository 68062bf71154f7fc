import { strict as assert } from 'node:assert';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import type { Handler } from '../../src/http/contract.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Served, serve } from './serve.ts';

describe('an answer that is not whole', () => {
  let served: Served;
  let headers: Record<string, string>;
  /** What the next stream says behind its first line. */
  let goOn: () => AsyncGenerator<string>;

  const followEvents: Handler<'followEvents'> = async () => {
    const rest = goOn();
    const body = Readable.from(
      (async function* () {
        yield ': first\n\n';
        yield* rest;
      })(),
    );
    return { status: 200, headers: { 'X-Accel-Buffering': 'no' }, contentType: 'text/event-stream; charset=utf-8', body };
  };
  const internalErrors = async (): Promise<string> =>
    /^tabularium_problems_total\{code="internal-error"\} (\d+)$/m.exec(await served.metrics())?.[1] ?? '0';

  before(async () => {
    served = await serve({ handlers: { followEvents } });
    const { id, ownerUser } = await freshWorkspace();
    headers = { authorization: `Bearer ${await ownerUser.token()}`, 'x-tenant-id': id, accept: 'text/event-stream' };
  });
  after(() => served.close());

  it('because the caller left is no fault of ours: it counts as no problem', async () => {
    goOn = async function* () {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        yield ': more\n\n';
      }
    };
    const leaving = new AbortController();
    const answer = await fetch(`${served.baseUrl}/events`, { headers, signal: leaving.signal });
    assert.equal(answer.status, 200);
    leaving.abort();
    await answer.text().catch(() => undefined);
    await waitFor('the end of the request', async () => served.log().includes('"finished":false'));
    await waitFor('what is said of it', async () => served.log().includes('the caller left before the answer'));
    assert.equal(await internalErrors(), '0');
  });

  it('because its source failed is one, and the log says why', async () => {
    goOn = async function* () {
      yield ': second\n\n';
      throw new Error('the source broke');
    };
    const answer = await fetch(`${served.baseUrl}/events`, { headers });
    await assert.rejects(answer.text());
    await waitFor('the fault in the log', async () => served.log().includes('the source broke'));
    assert.equal(await internalErrors(), '1');
  });
});
