import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { clientFor, freshWorkspace } from '../support/workspace.ts';

const shared = freshWorkspace();

test('version 1 is served when it is asked for and when none is', async () => {
  const { owner } = await shared;
  for (const accept of [
    'application/json; version=1',
    'application/json;version=1',
    'application/json; Version="1"; charset=utf-8',
    'application/*; version=1',
    '*/*; version=1',
    'application/json; version=9, application/json; version=1; q=0.5',
    'application/json; version=9, */*; q=0.1',
    'application/json',
    '*/*',
    undefined,
  ]) {
    const { headers } = await owner.get('/dossiers', { headers: { accept }, expect: 200 });
    assert.match(String(headers['content-type']), /^application\/json/);
  }
});

test('another version is a 406 that names the one there is, on every kind of operation', async () => {
  const { owner } = await shared;
  for (const version of ['2', '0', '01', '1.0', '', '"2"', '1x', 'latest', 'x'.repeat(1000)]) {
    for (const accept of [`application/json; version=${version}`, `application/json;version=${version}, text/html`]) {
      const { body } = await owner.problem('not-acceptable', 'GET', '/dossiers', { headers: { accept } });
      assert.match(body.detail, /version 1 of the API/, accept);
    }
  }
  const headers = { accept: 'application/json; version=2' };
  await owner.problem('not-acceptable', 'POST', '/dossiers', { json: { name: 'never made' }, headers });
  await owner.problem('not-acceptable', 'DELETE', `/dossiers/${randomUUID()}`, { headers });
  await owner.problem('not-acceptable', 'GET', `/files/${randomUUID()}/content`, { headers });
  await clientFor().problem('not-acceptable', 'GET', '/version', { headers });
  assert.equal((await owner.get<{ count: number }>('/dossiers', { expect: 200 })).body.count, 0);
});

test('every answer to a caller who is known names version and software, and how long it took; to others none does', async () => {
  const { owner, id } = await shared;
  const reader = await (await shared).as('READER', { scopes: ['files:read'] });
  const known = [
    await owner.get('/dossiers', { expect: 200 }),
    await owner.get('/account', { headers: { 'if-none-match': '*' }, expect: 304 }),
    await owner.get('/dossiers?limit=0', { expect: 400 }),
    await owner.get('/dossiers', { headers: { accept: 'text/html' }, expect: 406 }),
    await owner.get('/dossiers', { headers: { accept: 'application/json; version=7' }, expect: 406 }),
    await owner.get(`/dossiers/${randomUUID()}`, { expect: 404 }),
    await owner.inWorkspace(randomUUID()).get('/dossiers', { expect: 403 }),
    await reader.get('/dossiers', { expect: 403 }),
    await owner.inWorkspace(undefined).get('/dossiers', { expect: 400 }),
  ];
  for (const { headers, status } of known) {
    assert.equal(headers['x-api-version'], '1', String(status));
    assert.match(String(headers['x-version']), /^\d+\.\d+\.\d+/, String(status));
    assert.match(String(headers['server-timing']), /^app;dur=\d+\.\d, db;dur=\d+\.\d$/, String(status));
  }
  const nobody = clientFor(undefined, id);
  const open = [
    await nobody.get('/dossiers', { expect: 401 }),
    await nobody.get('/version', { expect: 200 }),
    await nobody.get('/nothing'),
  ];
  for (const { headers } of open) {
    assert.deepEqual([headers['x-api-version'], headers['x-version'], headers['server-timing']], [undefined, undefined, undefined]);
  }
});
