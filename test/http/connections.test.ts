import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import express from 'express';
import { pino } from 'pino';
import { parseBody } from '../../src/http/body.ts';
import { listen } from '../../src/http/listener.ts';
import { problemHandler } from '../../src/http/problem.ts';
import { beginRequest } from '../../src/http/request-context.ts';
import type { Platform } from '../../src/platform/context.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import type { ProblemBody } from '../support/client.ts';
import { setting } from '../support/environment.ts';
import { clientFor, freshWorkspace } from '../support/workspace.ts';
import { open, type RawAnswer, send, untilClosed } from './raw.ts';

const LINE = 'GET /api/v1/version HTTP/1.1\r\n';
const silent = pino({ level: 'silent' });
const publicUrl = 'http://api.example';

/** One problem as any other, with every header, and nothing after it. */
function isRefusal(answer: RawAnswer, status: number, what: string): void {
  assert.equal(answer.status, status, `${what}: ${answer.text}`);
  assert.equal(answer.text.split('HTTP/1.1 ').length, 2, what);
  const problem = JSON.parse(answer.body) as ProblemBody;
  assert.equal(problem.status, status, what);
  assert.match(answer.head, new RegExp(`^X-Request-Id: ${problem.requestId}\\r?$`, 'm'), what);
  for (const header of [
    /^content-type: application\/problem\+json/im,
    /^content-security-policy: default-src 'none'/im,
    /^x-content-type-options: nosniff/im,
    /^strict-transport-security: /im,
    /^cache-control: .*no-store/im,
    /^connection: close/im,
  ]) {
    assert.match(answer.head, header, what);
  }
}

describe('bytes on a connection', () => {
  it('S48, S59: what is no well-formed request is a 400 with every header, and the connection is closed', async () => {
    for (const [what, bytes] of [
      ['two lengths that disagree', `${LINE}Host: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`],
      ['length and chunks', `${LINE}Host: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n`],
      ['an unknown transfer encoding', `POST /api/v1/auth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n`],
      ['a negative length', `${LINE}Host: x\r\nContent-Length: -5\r\n\r\n`],
      ['a length with a sign', `${LINE}Host: x\r\nContent-Length: +5\r\n\r\n12345`],
      ['a length that is no number', `${LINE}Host: x\r\nContent-Length: 0x5\r\n\r\n12345`],
      ['a space before the colon', `${LINE}Host : x\r\n\r\n`],
      ['a folded header', `${LINE}Host: x\r\nX-A: 1\r\n 2\r\n\r\n`],
      ['a bare line feed in a header', `${LINE}Host: x\r\nX-A: 1\rX-B: 2\r\n\r\n`],
      ['an unknown method', 'BREW /api/v1/version HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['another protocol', 'hello\r\n\r\n'],
      ['headers over 16 KiB', `${LINE}Host: x\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`],
      [
        'a chunk that is none',
        `POST /api/v1/auth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      ],
    ] as const) {
      isRefusal(await send(bytes), 400, what);
    }
    const good = await send(`${LINE}Host: x\r\nConnection: close\r\n\r\n`);
    assert.equal(good.status, 200);
  });

  it('S48: a refused body is never taken for the next request', async () => {
    const inner = `${LINE}Host: x\r\n\r\n`;
    const head = `POST /api/v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${inner.length}\r\n\r\n`;
    const socket = await open();
    socket.write(head);
    const [first] = (await once(socket, 'data')) as [Buffer];
    assert.match(first.toString(), /^HTTP\/1\.1 401/);
    assert.match(first.toString(), /^connection: close/im);
    socket.write(inner);
    const after = await untilClosed(socket);
    assert.ok(!after.text.includes('HTTP/1.1 200'));
  });

  it('S48: headers that trickle in are a 408, and the connection is closed', async () => {
    const app = express().use((_req, res) => void res.end('ok'));
    const listener = await listen(app, { host: '127.0.0.1', port: 0, publicUrl, headersMs: 150 });
    const socket = await open(listener.port);
    socket.write(`${LINE}Host: x\r\n`);
    isRefusal(await untilClosed(socket), 408, 'slow headers');
    await listener.drain();
  });

  it('S48: a JSON body that trickles in is a 408, and the connection is closed', async () => {
    const app = express();
    app.use(
      beginRequest({
        platform: { settings: { publicUrl }, metrics: createMetrics() } as Platform,
        log: silent,
        stopping: new AbortController().signal,
      }),
    );
    app.use((req, _res, next) => {
      Object.assign(req, { openapi: { schema: { operationId: 'createDossier' }, pathParams: {} } });
      next();
    });
    app.use(parseBody(100), problemHandler(publicUrl));
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await send(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"name":`, port);
    assert.equal(answer.status, 408, answer.text);
    assert.match(answer.head, /^connection: close/im);
    assert.equal((JSON.parse(answer.body) as ProblemBody).code, 'request-timeout');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('S23: the Host header, an absolute address and an expectation nobody knows change nothing', async () => {
    const ask = async (line: string, ...headers: readonly string[]): Promise<RawAnswer> =>
      send([line, ...headers, 'Connection: close', '', ''].join('\r\n'));
    const config = await ask(
      'GET /api/v1/auth/config HTTP/1.1',
      'Host: evil.example',
      'X-Forwarded-Host: evil.example',
      'Forwarded: host=evil.example',
    );
    assert.equal(config.status, 200);
    assert.ok(!config.text.includes('evil.example'));
    assert.ok(config.body.includes(setting('PUBLIC_URL')));
    const absolute = await ask('GET http://evil.example/api/v1/auth/config HTTP/1.1', 'Host: evil.example');
    assert.equal(absolute.status, 404);
    assert.ok(!absolute.head.includes('evil.example'));
    assert.equal((await ask(LINE.trim(), 'Host: x', 'Expect: the-unexpected')).status, 200);
    assert.equal((await ask('OPTIONS * HTTP/1.1', 'Host: x')).status, 404);
  });

  it('S23: links, problem types and the redirect of a login name the public address, whatever the Host header says', async () => {
    const { owner, id } = await freshWorkspace();
    for (let n = 0; n < 2; n += 1) await owner.post('/dossiers', { json: { name: 'x' }, expect: 201 });
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' };
    const list = await owner.get<{ next: string }>('/dossiers', { headers, query: { limit: 1 }, expect: 200 });
    assert.ok(list.body.next.startsWith(`${setting('PUBLIC_URL')}/api/v1/dossiers?`));
    assert.ok(String(list.headers['link']).startsWith(`<${setting('PUBLIC_URL')}/`));
    const { body } = await owner.problem('not-found', 'GET', `/dossiers/${id}`, { headers });
    assert.ok(body.type.startsWith(`${setting('PUBLIC_URL')}/api/v1/problems/`));
    const query = {
      client_id: setting('DEMO_INTEGRATION_CLIENT_ID'),
      response_type: 'code',
      redirect_uri: setting('DEMO_INTEGRATION_REDIRECT_URI'),
    };
    const login = await clientFor().get('/auth/authorize', { query, headers, expect: 302 });
    const target = new URL(login.headers.location ?? '');
    assert.equal(target.searchParams.get('redirect_uri'), query.redirect_uri);
    assert.ok(!target.href.includes('evil') && !target.href.includes('gopher'));
  });
});
