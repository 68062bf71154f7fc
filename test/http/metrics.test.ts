import { strict as assert } from 'node:assert';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { Client } from '../support/client.ts';
import { type Scrape, scrape } from '../support/metrics.ts';
import type { Dossier, FileItem } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace, type TestWorkspace } from '../support/workspace.ts';
import { send } from './raw.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const OPERATION = { operation: 'createDossier', method: 'POST' };

describe('metrics of an API process', () => {
  let server: ServerProcess;
  let workspace: TestWorkspace;
  let caller: Client;
  const inside = (): string => `http://127.0.0.1:${server.internalPort}/api/v1`;
  const look = (): Promise<Scrape> => scrape(`${inside()}/metrics`);

  before(async () => {
    [server, workspace] = await Promise.all([startServer(), freshWorkspace()]);
    caller = new Client({
      baseUrl: `http://127.0.0.1:${server.port}/api/v1`,
      bearer: () => workspace.ownerUser.token(),
      tenant: workspace.id,
    });
  });
  after(() => void server.child.kill('SIGKILL'));

  /** The difference of a series, once the requests before are counted: that is when their answer is over. */
  async function grown(before: Scrape, name: string, labels: Readonly<Record<string, string>>, by: number): Promise<void> {
    await waitFor(`${name} to grow by ${by}`, async () => (await look()).value(name, labels) - before.value(name, labels) === by);
  }

  it('counts requests by operation, method and status, with their time and bytes', async () => {
    const before = await look();
    assert.equal(before.contentType, 'text/plain; version=0.0.4; charset=utf-8');
    for (let n = 0; n < 3; n += 1) await caller.post('/dossiers', { json: { name: 'Counted' }, expect: 201 });
    await caller.post('/dossiers', { json: { name: '' }, expect: 400 });
    await grown(before, 'tabularium_http_requests_total', { ...OPERATION, status: '201' }, 3);
    await grown(before, 'tabularium_http_requests_total', { ...OPERATION, status: '400' }, 1);
    await grown(before, 'tabularium_http_request_duration_seconds_count', { operation: 'createDossier' }, 4);
    await grown(before, 'tabularium_problems_total', { code: 'invalid-request' }, 1);
    const now = await look();
    assert.ok(now.value('tabularium_http_requests_in_flight') >= 1, 'the scrape itself is in flight');
    for (const name of ['tabularium_http_received_bytes_total', 'tabularium_http_sent_bytes_total'])
      assert.ok(now.value(name, { operation: 'createDossier' }) > 1000, name);
  });

  it('counts every byte of a body once, whatever shares its connection', async () => {
    const size = 300_000;
    const { body } = await caller.post<Dossier>('/dossiers', { json: { name: 'Bytes' }, expect: 201 });
    const before = await look();
    const upload = { body: Buffer.alloc(size), headers: { 'content-type': 'application/octet-stream' }, query: { filename: 'x.bin' } };
    const { results } = (await caller.post<{ results: FileItem[] }>(`/dossiers/${body.id}/files`, { ...upload, expect: 202 })).body;
    await caller.get(`/files/${results[0]?.id}/content`, { expect: 200 });
    const bytes = (now: Scrape, name: string, operation: string): number =>
      now.value(name, { operation }) - before.value(name, { operation });
    await waitFor('the bytes to be counted', async () => {
      const now = await look();
      const received = bytes(now, 'tabularium_http_received_bytes_total', 'uploadFiles');
      const sent = bytes(now, 'tabularium_http_sent_bytes_total', 'getFileContent');
      return received >= size && received < size + 5_000 && sent >= size && sent < size + 5_000;
    });
  });

  it('shows an upload while it is under way, and not after it', async () => {
    const { body } = await caller.post<Dossier>('/dossiers', { json: { name: 'Slow' }, expect: 201 });
    const running = async (): Promise<number> => (await look()).value('tabularium_object_writes_running');
    const { promise: rest, resolve: sendRest } = Promise.withResolvers<void>();
    const source = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.alloc(100_000);
      await rest;
      yield Buffer.alloc(100_000);
    };
    const upload = { body: Readable.from(source()), headers: { 'content-type': 'application/octet-stream' }, query: { filename: 'x.bin' } };
    const answered = caller.post(`/dossiers/${body.id}/files`, { ...upload, expect: 202 });
    await waitFor('the write to begin', async () => (await running()) === 1);
    sendRest();
    await answered;
    assert.equal(await running(), 0);
  });

  it('counts refused credentials by why, and look-ups of tokens', async () => {
    const before = await look();
    const stranger = (bearer?: () => Promise<string>): Client =>
      new Client({ baseUrl: `http://127.0.0.1:${server.port}/api/v1`, bearer, tenant: workspace.id });
    await stranger().problem('unauthenticated', 'GET', '/dossiers');
    await stranger(async () => 'e30.e30.e30').problem('unauthenticated', 'GET', '/dossiers');
    await caller.get('/dossiers', { expect: 200 });
    await caller.get('/dossiers', { expect: 200 });
    await grown(before, 'tabularium_refused_credentials_total', { reason: 'missing' }, 1);
    await grown(before, 'tabularium_refused_credentials_total', { reason: 'invalid' }, 1);
    const now = await look();
    assert.ok(now.value('tabularium_token_cache_lookups_total', { outcome: 'hit' }) > 0);
    assert.ok(now.value('tabularium_token_cache_lookups_total', { outcome: 'miss' }) > 0);
    assert.ok(now.value('tabularium_token_cache_entries') >= 1);
    assert.ok(now.value('tabularium_signing_keys_loaded_timestamp_seconds') > 1e9);
  });

  it('shows pools, queues, memory and the process', async () => {
    const now = await look();
    assert.equal(now.value('tabularium_pool_connections_limit', { pool: 'app' }), 2);
    assert.equal(now.value('tabularium_pool_waiting', { pool: 'app' }), 0);
    assert.ok(now.value('tabularium_pool_wait_seconds_count', { pool: 'app' }) > 0);
    assert.equal(now.value('tabularium_queues_readable'), 1);
    for (const state of ['waiting', 'delayed', 'retrying', 'active', 'dead'])
      assert.match(now.text, new RegExp(`^tabularium_queue_jobs\\{queue="extraction.analyze-file",state="${state}"\\} \\d+$`, 'm'));
    assert.equal(
      now.value('tabularium_write_memory_bytes', { amount: 'free' }),
      now.value('tabularium_write_memory_bytes', { amount: 'total' }),
    );
    assert.equal(now.value('tabularium_object_writes_running') + now.value('tabularium_object_reads_open'), 0);
    assert.equal(now.value('tabularium_build_info', { process: 'server' }), 1);
    assert.ok(now.value('process_resident_memory_bytes') > 0);
  });

  it('counts what is no request at all among the problems', async () => {
    const before = await look();
    assert.equal((await send('nonsense\r\n\r\n', server.port)).status, 400);
    await grown(before, 'tabularium_problems_total', { code: 'invalid-request' }, 1);
  });

  it('puts an address that is no operation under one name, and no path, id or person into any label', async () => {
    const before = await look();
    for (let n = 0; n < 5; n += 1) await caller.problem('not-found', 'GET', `/nothing/${n}`);
    await grown(before, 'tabularium_http_requests_total', { operation: 'none', status: '404' }, 5);
    const now = await look();
    for (const [label, values] of now.labels()) {
      assert.ok(values.size < 150, `${label} has ${values.size} values`);
      for (const value of values) assert.doesNotMatch(value, /\/|[0-9a-f]{8}-[0-9a-f]{4}|@/, `${label}="${value}"`);
    }
    for (const secret of [workspace.id, workspace.ownerUser.userId]) assert.ok(!now.text.includes(secret));
  });

  it('answers several scrapes at once, each whole', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, look));
    for (const other of others) assert.deepEqual(other.names, first?.names);
    for (const one of [first, ...others]) assert.equal(one?.value('tabularium_queues_readable'), 1);
  });
});
