import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Answer, CallOptions, ProblemBody } from '../support/client.ts';
import { Client } from '../support/client.ts';
import { operations } from '../support/contract.ts';
import { environment, setting } from '../support/environment.ts';
import { clientFor, freshWorkspace } from '../support/workspace.ts';
import { pathOf } from './samples.ts';

const shared = freshWorkspace();
const anyIds = Object.fromEntries(['dossierId', 'dossierTemplateId', 'fileId', 'resultPackageId'].map((name) => [name, randomUUID()]));
const open = operations.filter((one) => one.listener === 'public');
const protectedOnes = open.filter((one) => one.tenant || one.path.startsWith('/account'));
const lists = open.filter(
  (one) => one.tenant && one.method === 'GET' && /^\/(dossiers|files|dossier-templates|result-packages)$/.test(one.path),
);

test('S56: a method that an address does not have is a 405 with the methods it has', async () => {
  const { owner } = await shared;
  const paths = new Set(open.map((one) => one.path));
  assert.ok(paths.size > 20);
  for (const path of paths) {
    const there = open.filter((one) => one.path === path).map((one) => one.method);
    const answer = await owner.problem('method-not-allowed', 'PUT', pathOf(path, { ...anyIds, code: 'not-found' }));
    assert.equal(answer.status, 405);
    assert.deepEqual(answer.headers.allow?.split(', ').sort(), there.sort(), path);
  }
});

test('an address that is not there is a 404, whoever asks', async () => {
  const { owner } = await shared;
  for (const path of ['/nothing', '/dossiers/x/y/z', `/dossiers/${randomUUID()}/nothing`, '/Dossiers', '//dossiers']) {
    await owner.problem('not-found', 'GET', path);
    await clientFor().problem('not-found', 'GET', path);
  }
});

test('S56: an Accept that cannot be served is a 406, one that can is not', async () => {
  const { owner } = await shared;
  for (const accept of ['text/html', 'application/xml', 'image/*', 'application/json;q=0']) {
    const answer = await owner.problem('not-acceptable', 'GET', '/dossiers', { headers: { accept } });
    assert.equal(answer.status, 406, accept);
  }
  for (const accept of [
    'application/json',
    'application/*',
    '*/*',
    'text/html, application/json;q=0.1',
    'application/json; charset=utf-8',
    undefined,
  ]) {
    await owner.get('/dossiers', { headers: { accept }, expect: 200 });
  }
});

test('S56: a body of the wrong type is a 415', async () => {
  const { owner } = await shared;
  for (const [type, body] of [
    ['text/plain', '{"name":"x"}'],
    ['application/xml', '<name>x</name>'],
    ['application/x-www-form-urlencoded', 'name=x'],
    [undefined, '{"name":"x"}'],
  ] as const) {
    const answer = await owner.problem('unsupported-media-type', 'POST', '/dossiers', { body, headers: { 'content-type': type } });
    assert.equal(answer.status, 415);
  }
});

test('a body that is no JSON object of the contract is a 400', async () => {
  const { owner } = await shared;
  const deep = `{"name":"x","description":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '{"name":"x"',
    deep,
    '{"name":"x","__proto__":{"a":1}}',
    '{"name":"x","constructor":1}',
  ]) {
    await owner.problem('invalid-request', 'POST', '/dossiers', { body, headers: { 'content-type': 'application/json' } });
  }
  const huge = JSON.stringify({ name: 'x', description: 'x'.repeat(300_000) });
  await owner.problem('too-large', 'POST', '/dossiers', { body: huge, headers: { 'content-type': 'application/json' } });
});

test('S37: an unknown parameter or field is a 400 that names it', async () => {
  const { owner } = await shared;
  for (const list of lists) {
    const { body } = await owner.problem('invalid-request', 'GET', list.path, { query: { nonsense: 1 } });
    assert.ok(
      body.errors?.some((fault) => fault.pointer === 'nonsense'),
      list.path,
    );
  }
  const { body } = await owner.problem('invalid-request', 'POST', '/dossiers', { json: { name: 'x', nonsense: 1 } });
  assert.ok(body.errors?.some((fault) => fault.pointer === '/nonsense'));
});

test('S29, S56: every list refuses a bad limit, offset, sort and cursor and names the parameter', async () => {
  const { owner } = await shared;
  assert.equal(lists.length, 4);
  for (const { path } of lists) {
    for (const [pointer, value] of [
      ['limit', '0'],
      ['limit', 'x'],
      ['limit', '201'],
      ['offset', '-1'],
      ['offset', '10001'],
      ['sort', 'nonsense'],
      ['cursor', 'bm9uc2Vuc2U.AAAA'],
    ] as const) {
      const { body } = await owner.problem('invalid-request', 'GET', path, { query: { [pointer]: value } });
      assert.ok(
        body.errors?.some((fault) => fault.pointer === pointer),
        `${path}?${pointer}=${value}: ${JSON.stringify(body.errors)}`,
      );
    }
  }
});

test('S24: X-TENANT-ID that is missing, malformed or doubled is a 400', async () => {
  const { owner, id } = await shared;
  const bad = [undefined, '', 'x', '42', `{${id}}`, `${id} ${id}`, `${id}x`, 'x'.repeat(65), `${id}, ${id}`, [id, id], [id, randomUUID()]];
  for (const tenant of bad) {
    const { body } = await owner.problem('tenant-header-invalid', 'GET', '/dossiers', { headers: { 'x-tenant-id': tenant } });
    assert.match(body.detail, /X-TENANT-ID/);
  }
  await owner.get('/dossiers', { headers: { 'x-tenant-id': id.toUpperCase() }, expect: 200 });
});

test('S24: every operation of a workspace asks for X-TENANT-ID', async () => {
  const { owner } = await shared;
  for (const operation of open.filter((one) => one.tenant)) {
    const answer = await owner.inWorkspace(undefined).request(operation.method, pathOf(operation.path, anyIds));
    assert.equal(answer.status, 400, operation.operationId);
    if (operation.method !== 'HEAD') assert.equal((answer.body as ProblemBody).code, 'tenant-header-invalid', operation.operationId);
  }
});

test('S1, S2: every operation but the open ones refuses a call without a token or with a bad one', async () => {
  const { id } = await shared;
  assert.ok(protectedOnes.length >= 30);
  for (const operation of protectedOnes) {
    const path = pathOf(operation.path, anyIds);
    const none = await clientFor(undefined, id).request(operation.method, path);
    assert.equal(none.status, 401, operation.operationId);
    assert.match(String(none.headers['www-authenticate']), /^Bearer realm="/);
    assert.doesNotMatch(String(none.headers['www-authenticate']), /error=/);
    const bad = await clientFor(async () => 'eyJhbGciOiJub25lIn0.e30.', id).request(operation.method, path);
    assert.equal(bad.status, 401, operation.operationId);
    assert.match(String(bad.headers['www-authenticate']), /^Bearer .*error="invalid_token"/);
  }
});

test('a token counts in the Authorization header only', async () => {
  const { id, ownerUser } = await shared;
  const token = await ownerUser.token();
  const nobody = clientFor(undefined, id);
  await nobody.problem('unauthenticated', 'GET', '/dossiers', { headers: { authorization: `Basic ${token}` } });
  await nobody.problem('unauthenticated', 'GET', '/dossiers', { headers: { authorization: token } });
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    await nobody.get('/dossiers', { headers: { authorization: `${scheme} ${token}` }, expect: 200 });
  }
  const answer = await nobody.get('/dossiers', { query: { access_token: token } });
  assert.ok([400, 401].includes(answer.status));
  assert.ok(!answer.bytes.toString().includes(token));
});

test('a sane X-Request-Id is echoed on answers and in problems, another one replaced', async () => {
  const { owner } = await shared;
  const sane = { 'x-request-id': 'my.request_42:a-b' };
  assert.equal((await owner.get('/dossiers', { headers: sane, expect: 200 })).headers['x-request-id'], sane['x-request-id']);
  const refused = await owner.problem('not-found', 'GET', `/dossiers/${randomUUID()}`, { headers: sane });
  assert.deepEqual([refused.headers['x-request-id'], refused.body.requestId], [sane['x-request-id'], sane['x-request-id']]);
  for (const value of ['', 'a b', 'ä', '<script>', 'x'.repeat(300)]) {
    const { headers } = await owner.get('/dossiers', { headers: { 'x-request-id': value }, expect: 200 });
    assert.notEqual(headers['x-request-id'], value);
    assert.match(String(headers['x-request-id']), /^[\w.:-]{8,128}$/);
  }
});

test('a problem says what, where and how to mend it, and its type is a page', async () => {
  const { owner } = await shared;
  const path = `/dossiers/${randomUUID()}`;
  const { body } = await owner.problem('not-found', 'GET', path);
  assert.deepEqual([body.title, body.status, body.instance, body.message], ['Not found', 404, `/api/v1${path}`, body.detail]);
  const page = await clientFor().get(body.type, { expect: 200 });
  assert.match(String(page.headers['content-type']), /^text\/html/);
  assert.match(page.bytes.toString(), /not-found/);
});

test('S59: every answer carries the security headers, and what was asked with a token is not stored', async () => {
  const { owner, id } = await shared;
  const nobody = clientFor(undefined, id);
  const answers: [string, Answer<unknown>][] = [
    ['200', await owner.get('/dossiers')],
    ['304 or 200', await owner.get('/account', { headers: { 'if-none-match': '*' } })],
    ['400', await owner.get('/dossiers?limit=0')],
    ['401', await nobody.get('/dossiers')],
    ['403', await owner.inWorkspace(randomUUID()).get('/dossiers')],
    ['404', await owner.get('/nothing')],
    ['405', await owner.request('PUT', '/dossiers')],
    ['open', await nobody.get('/version')],
  ];
  for (const [what, { headers }] of answers) {
    assert.equal(headers['x-content-type-options'], 'nosniff', what);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, what);
    assert.ok(headers['cross-origin-resource-policy'], what);
    assert.ok(headers['strict-transport-security'], what);
    assert.equal(headers['x-powered-by'], undefined, what);
    if (what !== 'open') assert.match(String(headers['cache-control']), /no-store/, what);
  }
});

test('S39: the internal address is not on the public listener, and the public ones not on the internal one', async () => {
  const inside = new Client({ baseUrl: environment().internalUrl, listener: 'internal' });
  for (const path of ['/health/detail', '/metrics']) {
    await clientFor().problem('not-found', 'GET', path);
    await inside.get(path, { expect: 200 });
  }
  await inside.problem('not-found', 'GET', '/dossiers');
});

test('S23, S38: what a proxy header or a method override claims has no effect', async () => {
  const { owner } = await shared;
  await owner.post('/dossiers', { json: { name: 'x' }, expect: 201 });
  const headers: CallOptions['headers'] = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-http-method-override': 'DELETE' };
  const answer = await owner.get<{ next: string | null }>('/dossiers', { headers, query: { limit: 1 }, expect: 200 });
  assert.ok(!answer.bytes.toString().includes('evil.example'));
  const created = await owner.post('/dossiers', { json: { name: 'x' }, headers, expect: 201 });
  assert.ok(created.headers.location?.startsWith(`${environment().baseUrl}/dossiers/`));
});

test('open operations answer without a token', async () => {
  const nobody = clientFor();
  for (const path of [
    '/health/live',
    '/health/ready',
    '/version',
    '/openapi.json',
    '/openapi.yaml',
    '/auth/config',
    '/problems/not-found',
  ]) {
    await nobody.get(path, { expect: 200 });
  }
  await nobody.problem('not-found', 'GET', '/problems/no-such-problem');
});

test('a login in the browser begins with a redirect to the identity provider', async () => {
  const query = {
    client_id: setting('DEMO_CLI_CLIENT_ID'),
    response_type: 'code',
    redirect_uri: setting('DEMO_CLI_REDIRECT_URI'),
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  };
  const sent = await clientFor().get('/auth/authorize', { query, expect: 302 });
  assert.ok(sent.headers.location?.startsWith(`${setting('OIDC_ISSUER')}/`));
});
