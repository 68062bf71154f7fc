import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Dossier } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';

test('an unchanged dossier is a 304 without a body, a changed one comes whole', async () => {
  const { owner } = await freshWorkspace();
  const { body, headers } = await owner.post<Dossier>('/dossiers', { json: { name: 'before' }, expect: 201 });
  const path = `/dossiers/${body.id}`;
  const etag = headers.etag ?? '';
  for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const same = await owner.get(path, { headers: { 'if-none-match': value }, expect: 304 });
    assert.equal(same.bytes.length, 0);
    assert.equal(same.headers.etag, etag);
  }
  await owner.patch(path, { json: { name: 'after' }, expect: 200 });
  const changed = await owner.get<Dossier>(path, { headers: { 'if-none-match': etag }, expect: 200 });
  assert.equal(changed.body.name, 'after');
  assert.notEqual(changed.headers.etag, etag);
});

test('an unknown dossier is a 404 and an id that is no id a 400', async () => {
  const { owner } = await freshWorkspace();
  await owner.problem('not-found', 'GET', `/dossiers/${randomUUID()}`);
  const { body } = await owner.problem('invalid-request', 'GET', '/dossiers/42');
  assert.equal(body.errors?.[0]?.pointer, 'dossierId');
});

test('everybody but an auditor reads dossiers', async () => {
  const workspace = await freshWorkspace();
  const { body } = await workspace.owner.post<Dossier>('/dossiers', { json: { name: 'x' }, expect: 201 });
  for (const role of ['OWNER', 'MANAGER', 'MEMBER', 'READER'] as const) {
    await (await workspace.as(role)).get(`/dossiers/${body.id}`, { expect: 200 });
    await (await workspace.as(role)).get('/dossiers', { expect: 200 });
  }
  const auditor = await workspace.as('AUDITOR');
  await auditor.problem('role-too-low', 'GET', `/dossiers/${body.id}`);
  await auditor.problem('role-too-low', 'GET', '/dossiers');
});
