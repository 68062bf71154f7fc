import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, it } from 'node:test';
import { environment } from '../support/environment.ts';
import { exchange } from '../support/http.ts';
import { clientFor, freshWorkspace } from '../support/workspace.ts';

const shared = freshWorkspace();
const url = (path: string): URL => new URL(`${environment().baseUrl}${path}`);
const plain = async (method: string, path: string, headers: Record<string, string> = {}) => exchange({ method, url: url(path), headers });

function carriesAll(headers: IncomingHttpHeaders, what: string): void {
  assert.match(String(headers['strict-transport-security']), /^max-age=\d{8,}/, what);
  assert.equal(headers['x-content-type-options'], 'nosniff', what);
  assert.equal(headers['referrer-policy'], 'no-referrer', what);
  assert.equal(headers['cross-origin-resource-policy'], 'same-origin', what);
  assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'|^sandbox/, what);
  assert.match(String(headers['x-request-id']), /^[\w.:-]{1,64}$/, what);
  assert.equal(headers['x-powered-by'], undefined, what);
  assert.equal(headers['server'], undefined, what);
}

describe('headers', () => {
  it('S59: open answers and refusals before any operation carry the security headers', async () => {
    for (const [status, method, path] of [
      [200, 'GET', '/health/live'],
      [200, 'GET', '/health/ready'],
      [200, 'GET', '/version'],
      [200, 'GET', '/openapi.json'],
      [200, 'GET', '/auth/config'],
      [200, 'GET', '/problems/not-found'],
      [302, 'GET', '/docs'],
      [200, 'GET', '/docs/swagger-ui.css'],
      [404, 'GET', '/docs/no-such-file'],
      [404, 'GET', '/nothing'],
      [404, 'GET', '/../../etc/passwd'],
      [405, 'PUT', '/version'],
      [405, 'OPTIONS', '/version'],
      [401, 'OPTIONS', '/dossiers'],
      [400, 'GET', '/dossiers/%zz'],
      [400, 'POST', '/auth/token'],
      [401, 'GET', '/account'],
    ] as const) {
      const answer = await plain(method, path);
      const what = `${method} ${path}: ${answer.status}`;
      if (path !== '/docs') assert.equal(answer.status, path === '/auth/token' ? answer.status : status, what);
      assert.ok(answer.status < 500, what);
      carriesAll(answer.headers, what);
    }
  });

  it('S59: what was asked with a token is never stored: good, refused, unchanged, and the bytes of a file', async () => {
    const { owner } = await shared;
    const dossier = await owner.post<{ id: string }>('/dossiers', { json: { name: 'x' }, expect: 201 });
    const path = `/dossiers/${dossier.body.id}`;
    const upload = { body: 'text', headers: { 'content-type': 'text/plain' }, query: { filename: 'x.txt' }, expect: 202 };
    const { results } = (await owner.post<{ results: { id: string }[] }>(`${path}/files`, upload)).body;
    const etag = String((await owner.get(path)).headers.etag);
    for (const [status, answer] of [
      [200, await owner.get(path)],
      [304, await owner.get(path, { headers: { 'if-none-match': etag } })],
      [200, await owner.get(`/files/${results[0]?.id}/content`)],
      [206, await owner.get(`/files/${results[0]?.id}/content`, { headers: { range: 'bytes=0-1' } })],
      [416, await owner.get(`/files/${results[0]?.id}/content`, { headers: { range: 'bytes=99-' } })],
      [400, await owner.get('/dossiers?limit=0')],
      [403, await owner.inWorkspace(randomUUID()).get('/dossiers')],
      [404, await owner.get(`/dossiers/${randomUUID()}`)],
      [406, await owner.get('/dossiers', { headers: { accept: 'text/html' } })],
      [412, await owner.delete(path, { headers: { 'if-match': '"0"' } })],
      [415, await owner.post('/dossiers', { body: 'x', headers: { 'content-type': 'text/plain' } })],
      [204, await owner.delete(path)],
    ] as const) {
      assert.equal(answer.status, status);
      carriesAll(answer.headers, String(status));
      assert.match(String(answer.headers['cache-control']), /no-store/, String(status));
    }
  });

  it('S53: no origin is let in, asked simply or by preflight', async () => {
    const { owner } = await shared;
    for (const origin of ['https://evil.example', 'null', environment().env['PUBLIC_URL'] ?? '']) {
      const simple = await owner.get('/dossiers', { headers: { origin }, expect: 200 });
      const asked = { origin, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'authorization' };
      const preflight = await plain('OPTIONS', '/dossiers', asked);
      assert.equal(preflight.status, 401); // an operation like others, which a preflight has no token for
      for (const { headers } of [simple, preflight]) {
        assert.deepEqual(
          Object.keys(headers).filter((name) => name.startsWith('access-control-')),
          [],
          origin,
        );
      }
    }
  });

  it('S39: what belongs to operators is not on the public listener', async () => {
    const { owner } = await shared;
    for (const path of [
      '/health/detail',
      '/metrics',
      '/operator',
      '/operator/workspaces',
      '/admin',
      '/realms/master',
      '/admin/master/console',
      '/health',
      '/debug',
    ]) {
      await owner.problem('not-found', 'GET', path);
      await clientFor().problem('not-found', 'GET', path);
      const outside = new URL(path, environment().baseUrl);
      assert.equal((await exchange({ method: 'GET', url: outside, headers: {} })).status, 404, outside.href);
    }
  });
});
