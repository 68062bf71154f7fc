import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import express from 'express';
import { listen } from '../../src/http/listener.ts';
import type { ProblemBody } from '../support/client.ts';
import { scrape } from '../support/metrics.ts';
import type { Dossier, FileItem } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { open, untilClosed } from './raw.ts';
import { startServer } from './server-process.ts';

const SIZE = 24 * 1024 * 1024; // more than the sockets on the way can hold

const refuses = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => (socket.destroy(), resolve(false)));
    socket.once('error', () => resolve(true));
  });

test('on SIGTERM a running download is finished, new connections are refused, readiness is 503, and the process ends by itself', async () => {
  const { id, owner, ownerUser } = await freshWorkspace();
  const dossier = (await owner.post<Dossier>('/dossiers', { json: { name: 'x' }, expect: 201 })).body.id;
  const upload = { body: Buffer.alloc(SIZE, 7), headers: { 'content-type': 'application/octet-stream' }, query: { filename: 'x.bin' } };
  const { results } = (await owner.post<{ results: FileItem[] }>(`/dossiers/${dossier}/files`, { ...upload, expect: 202 })).body;
  const server = await startServer();
  try {
    const headers = { authorization: `Bearer ${await ownerUser.token()}`, 'x-tenant-id': id };
    const download = get({ host: '127.0.0.1', port: server.port, path: `/api/v1/files/${results[0]?.id}/content`, headers });
    const [answer] = (await once(download, 'response')) as [IncomingMessage];
    assert.equal(answer.statusCode, 200);
    answer.pause();
    const asked = await open(server.port);
    asked.write('GET /api/v1/health/ready HTTP/1.1\r\nHost: x\r\n'); // begun before the signal, ended after it
    await waitFor('the half request to arrive', async () => asked.bytesWritten > 0 && asked.writableLength === 0);
    await (await fetch(`http://127.0.0.1:${server.port}/api/v1/version`)).arrayBuffer();

    server.child.kill('SIGTERM');
    await waitFor('no new connection', () => refuses(server.port));
    asked.write('\r\n');
    const ready = await untilClosed(asked);
    assert.equal(ready.status, 503, ready.text);
    assert.match(ready.head, /^retry-after: \d+/im);
    assert.equal((JSON.parse(ready.body) as ProblemBody).code, 'unavailable');

    let bytes = 0;
    for await (const chunk of answer) bytes += (chunk as Buffer).length;
    assert.equal(bytes, SIZE);
    assert.equal(await server.ended, 0);
    assert.match(server.printed(), /"msg":"stopped"/);
  } finally {
    server.child.kill('SIGKILL');
  }
});

test('a download that outlives the grace is cut, never ended as if it were whole', async () => {
  const { id, owner, ownerUser } = await freshWorkspace();
  const dossier = (await owner.post<Dossier>('/dossiers', { json: { name: 'x' }, expect: 201 })).body.id;
  const upload = { body: Buffer.alloc(SIZE, 7), headers: { 'content-type': 'application/octet-stream' }, query: { filename: 'x.bin' } };
  const { results } = (await owner.post<{ results: FileItem[] }>(`/dossiers/${dossier}/files`, { ...upload, expect: 202 })).body;
  const server = await startServer({ SHUTDOWN_GRACE_SECONDS: '0' });
  try {
    const headers = { authorization: `Bearer ${await ownerUser.token()}`, 'x-tenant-id': id };
    const download = get({ host: '127.0.0.1', port: server.port, path: `/api/v1/files/${results[0]?.id}/content`, headers });
    const [answer] = (await once(download, 'response')) as [IncomingMessage];
    answer.pause();
    server.child.kill('SIGTERM');
    assert.equal(await server.ended, 0);
    await assert.rejects(async () => {
      for await (const _ of answer) void _;
    });
  } finally {
    server.child.kill('SIGKILL');
  }
});

test('before it closes, a server that is told to wait answers 503 to readiness, serves the rest, and can be scraped', async () => {
  const server = await startServer({ SHUTDOWN_DELAY_SECONDS: '600' });
  try {
    const ask = (path: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, { headers: { connection: 'close' } });
    assert.equal((await ask('/health/ready')).status, 200);
    server.child.kill('SIGTERM');
    await waitFor('readiness to be 503', async () => (await ask('/health/ready')).status === 503);
    assert.equal((await ask('/version')).status, 200);
    const seen = await scrape(`http://127.0.0.1:${server.internalPort}/api/v1/metrics`);
    assert.ok(seen.value('tabularium_http_requests_total', { operation: 'getReadiness', status: '503' }) >= 1);
  } finally {
    server.child.kill('SIGKILL');
  }
});

test('S48: on shutdown a buffered answer reaches its slow reader whole, and connections that say nothing hold nobody up', async () => {
  const body = Buffer.alloc(SIZE, 7);
  const app = express().use((_req, res) => void res.end(body));
  const listener = await listen(app, { host: '127.0.0.1', port: 0, publicUrl: 'http://x' });
  const silent = connect({ host: '127.0.0.1', port: listener.port });
  await once(silent, 'connect');
  const [answer] = (await once(get({ host: '127.0.0.1', port: listener.port }), 'response')) as [IncomingMessage];
  answer.pause();
  const drained = listener.drain();
  let bytes = 0;
  for await (const chunk of answer) bytes += (chunk as Buffer).length;
  assert.equal(bytes, SIZE);
  await drained;
  silent.destroy();
});

test('what outlives even the break-off is cut', async () => {
  const app = express().use((_req, res) => void res.write('never ended'));
  const listener = await listen(app, { host: '127.0.0.1', port: 0, publicUrl: 'http://x' });
  const [answer] = (await once(get({ host: '127.0.0.1', port: listener.port }), 'response')) as [IncomingMessage];
  const drained = listener.drain();
  listener.cut();
  await drained;
  await assert.rejects(async () => {
    for await (const _ of answer) void _;
  });
});
