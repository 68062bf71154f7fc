import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { Client } from '../support/client.ts';
import { setting } from '../support/environment.ts';
import { scrape } from '../support/metrics.ts';
import type { HealthDetail } from '../support/shapes.ts';
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait-for.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const through = (name: string, port: number): string => {
  const address = new URL(setting(name));
  address.port = String(port);
  return address.href;
};

describe('an API whose database goes away', () => {
  let proxy: TcpProxy;
  let server: ServerProcess;
  let inside: Client;
  before(async () => {
    proxy = await openTcpProxy(Number(new URL(setting('DATABASE_URL')).port));
    server = await startServer({
      DATABASE_URL: through('DATABASE_URL', proxy.port),
      DATABASE_SYSTEM_URL: through('DATABASE_SYSTEM_URL', proxy.port),
    });
    inside = new Client({ baseUrl: `http://127.0.0.1:${server.internalPort}/api/v1`, listener: 'internal' });
  });
  after(async () => {
    server.child.kill('SIGKILL');
    await proxy.cut();
  });

  it('is scraped and asked for its health all the same, and says what it could not read', async () => {
    const metrics = `http://127.0.0.1:${server.internalPort}/api/v1/metrics`;
    assert.equal((await scrape(metrics)).value('tabularium_queues_readable'), 1);
    const sound = (await inside.get<HealthDetail>('/health/detail', { expect: 200 })).body;
    assert.equal(sound.checks.find(({ name }) => name === 'postgresql')?.status, 'UP');

    await proxy.cut();
    const blind = await waitFor('the figures of the queues to get old', async () => {
      const now = await scrape(metrics);
      return now.value('tabularium_queues_readable') === 0 && now;
    });
    assert.doesNotMatch(blind.text, /^tabularium_queue_jobs\{/m);
    assert.ok(blind.value('tabularium_http_requests_total') > 0);
    const { status, checks, queues, pools } = (await inside.get<HealthDetail>('/health/detail', { expect: 200 })).body;
    assert.equal(status, 'DOWN');
    assert.deepEqual(
      checks.filter((check) => check.status === 'DOWN').map(({ name }) => name),
      ['postgresql', 'migrations'],
    );
    assert.equal(queues, null);
    assert.deepEqual(
      pools.map(({ pool, limit }) => [pool, limit]),
      [
        ['app', 2],
        ['system', 2],
        ['queue', 4],
      ],
    );
  });
});
