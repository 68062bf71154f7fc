import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { environment } from '../support/environment.ts';
import type { Dossier } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';

type Line = Readonly<Record<string, unknown>>;

/** What a process has logged under a trace. */
async function linesOf(log: string, traceId: string): Promise<Line[]> {
  const text = await readFile(join(environment().home, 'logs', log), 'utf8');
  const lines = text.split('\n').filter((line) => line.includes(traceId));
  return lines.map((line) => JSON.parse(line) as Line);
}

test("a caller's trace is in the log lines of the request and of the job that it sets off", async () => {
  const { owner } = await freshWorkspace();
  const dossier = (await owner.post<Dossier>('/dossiers', { json: { name: 'Traced' }, expect: 201 })).body.id;
  const traceId = randomBytes(16).toString('hex');
  const headers = {
    'content-type': 'text/plain',
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    tracestate: 'vendor=opaque',
    'x-request-id': `trace-${traceId}`,
  };
  await owner.post(`/dossiers/${dossier}/files`, { body: 'hello', headers, query: { filename: 'a.txt' }, expect: 202 });
  const analyzed = await waitFor('the line of the worker', async () =>
    (await linesOf('worker.log', traceId)).find(({ msg }) => msg === 'file analyzed'),
  );
  assert.deepEqual([analyzed['traceId'], analyzed['requestId']], [traceId, headers['x-request-id']]);
  const [request] = await waitFor('the line of the API', async () => {
    const lines = await linesOf('api.log', traceId);
    return lines.length > 0 && lines;
  });
  assert.deepEqual([request?.['traceId'], request?.['operationId']], [traceId, 'uploadFiles']);
});

test('a malformed traceparent is no reason to refuse, and none of it is taken over', async () => {
  const { owner } = await freshWorkspace();
  const requestId = `untraced-${randomBytes(8).toString('hex')}`;
  const headers = { traceparent: '00-zz-1-1', tracestate: 'nonsense', 'x-request-id': requestId };
  await owner.get('/dossiers', { headers, expect: 200 });
  const line = await waitFor('the line of the API', async () => (await linesOf('api.log', requestId))[0]);
  assert.match(String(line['traceId']), /^[0-9a-f]{32}$/);
});
