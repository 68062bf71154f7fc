import { strict as assert } from 'node:assert';
import { after, before, describe, it, test } from 'node:test';
import { loadConfig } from '../../src/config.ts';
import { listenForOperators } from '../../src/http/worker-listener.ts';
import { type HealthPart, platformParts } from '../../src/platform/health.ts';
import { type OpenPlatform, openPlatform } from '../../src/platform/open-platform.ts';
import { LogLines } from '../platform/queue/support.ts';
import type { ProblemBody } from '../support/client.ts';
import { environment } from '../support/environment.ts';
import type { HealthDetail } from '../support/shapes.ts';
import { startWorker } from './server-process.ts';

describe("a worker's own listener", () => {
  const draining = new AbortController();
  let loops: HealthPart['ping'] = async () => undefined;
  let open: OpenPlatform;
  let listener: Awaited<ReturnType<typeof listenForOperators>>;
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${listener.port}${path}`, { method });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  before(async () => {
    const log = new LogLines();
    open = await openPlatform({ ...loadConfig(environment().env), DATABASE_POOL_SIZE: 2 }, 'worker', log, draining.signal);
    const parts = [...platformParts(open.platform), { name: 'queue-loops', ping: () => loops(), essential: true }];
    listener = await listenForOperators(open.platform, { parts, draining: draining.signal, log }, { host: '127.0.0.1', port: 0 });
  });
  after(async () => {
    await listener.close();
    await open.close();
  });

  it('tells its metrics and its health, by GET and HEAD', async () => {
    const metrics = await ask('/metrics');
    assert.equal(metrics.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    assert.match(metrics.text, /^tabularium_build_info\{process="worker",version="[^"]+"\} 1$/m);
    for (const path of ['/health/live', '/health/ready']) assert.equal((await ask(path)).text, '{"status":"UP"}');
    const { status, checks } = JSON.parse((await ask('/health/detail')).text) as HealthDetail;
    assert.equal(status, 'UP');
    assert.ok(checks.some(({ name }) => name === 'queue-loops'));
    const head = await ask('/metrics', 'HEAD');
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.ok(Number(head.headers.get('content-length')) > 1000);
  });

  it('refuses other addresses and methods with a problem, in the headers of every answer', async () => {
    const none = await ask('/api/v1/dossiers');
    assert.equal(none.status, 404);
    assert.equal((JSON.parse(none.text) as ProblemBody).code, 'not-found');
    assert.match(none.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(none.headers.get('x-content-type-options'), 'nosniff');
    assert.equal((JSON.parse(none.text) as ProblemBody).requestId, none.headers.get('x-request-id'));
    const wrong = await ask('/metrics', 'POST');
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD']);
    assert.equal((await ask('/__proto__')).status, 404);
  });

  it('is not ready while its loops are silent, nor while it drains, and can be scraped then', async () => {
    loops = () => Promise.reject(new Error('silent'));
    const silent = await ask('/health/ready');
    assert.deepEqual([silent.status, silent.headers.get('retry-after')], [503, '5']);
    assert.match(silent.text, /queue-loops does not answer/);
    loops = async () => undefined;
    assert.equal((await ask('/health/ready')).status, 200);
    draining.abort();
    const leaving = await ask('/health/ready');
    assert.equal(leaving.status, 503);
    assert.match(leaving.text, /shutting down/);
    assert.equal((await ask('/health/live')).status, 200);
    assert.equal((await ask('/metrics')).status, 200);
  });
});

test('a worker process is ready on a port of its own, refuses to start on a taken one, and ends in order on SIGTERM', async () => {
  const worker = await startWorker();
  try {
    const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${worker.port}${path}`, { headers: { connection: 'close' } });
    assert.equal((await ask('/health/ready')).status, 200);
    const { checks, sweeps } = (await (await ask('/health/detail')).json()) as HealthDetail;
    assert.deepEqual(checks.find(({ name }) => name === 'queue-loops')?.status, 'UP');
    assert.ok(sweeps.every(({ ranAt }) => !Number.isNaN(Date.parse(ranAt))));
    await assert.rejects(startWorker({ WORKER_PORT: String(worker.port) }), /EADDRINUSE/);
    worker.child.kill('SIGTERM');
    assert.equal(await worker.ended, 0);
    assert.match(worker.printed(), /"msg":"stopped"/);
    await assert.rejects(ask('/health/live'));
  } finally {
    worker.child.kill('SIGKILL');
  }
});
