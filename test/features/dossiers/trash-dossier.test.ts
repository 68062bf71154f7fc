import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Dossier, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';

const names = (answer: { readonly body: List<Dossier> }): string[] => answer.body.results.map((dossier) => dossier.name);

test('a deleted dossier leaves the list, is found in the trash, and comes back whole', async () => {
  const { owner } = await freshWorkspace();
  await owner.post('/dossiers', { json: { name: 'stays' }, expect: 201 });
  const created = (await owner.post<Dossier>('/dossiers', { json: { name: 'goes', description: 'd' }, expect: 201 })).body;
  const path = `/dossiers/${created.id}`;
  const gone = await owner.delete(path, { expect: 204 });
  assert.equal(gone.bytes.length, 0);

  assert.deepEqual(names(await owner.get<List<Dossier>>('/dossiers')), ['stays']);
  assert.deepEqual(names(await owner.get<List<Dossier>>('/dossiers', { query: { status: 'ACTIVE' } })), ['stays']);
  assert.deepEqual(names(await owner.get<List<Dossier>>('/dossiers', { query: { status: 'TRASHED' } })), ['goes']);
  assert.equal((await owner.get<Dossier>(path, { expect: 200 })).body.status, 'TRASHED');

  const restored = await owner.post<Dossier>(`${path}/restore`, { expect: 200 });
  const { dateModified: _, ...rest } = restored.body;
  const { dateModified: __, ...before } = created;
  assert.deepEqual(rest, before);
  assert.equal((await owner.get<List<Dossier>>('/dossiers')).body.count, 2);
});

test('a trashed dossier is not changed and not filled, and deleting it again changes nothing', async () => {
  const { owner } = await freshWorkspace();
  const { body } = await owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 });
  const path = `/dossiers/${body.id}`;
  await owner.delete(path, { expect: 204 });
  const trashed = await owner.get(path);
  await owner.problem('dossier-trashed', 'PATCH', path, { json: { name: 'x' } });
  await owner.delete(path, { expect: 204 });
  const parts = [{ name: 'file', filename: 'a.txt', content: 'hello' }];
  await owner.problem('dossier-trashed', 'POST', `${path}/files`, { multipart: parts });
  assert.deepEqual((await owner.get(path)).body, trashed.body);
});

test('restoring a dossier that is not in the trash answers it unchanged', async () => {
  const { owner } = await freshWorkspace();
  const created = await owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 });
  const restored = await owner.post<Dossier>(`/dossiers/${created.body.id}/restore`, { expect: 200 });
  assert.deepEqual(restored.body, created.body);
  assert.equal(restored.headers.etag, created.headers.etag);
});

test('If-Match guards deleting and restoring', async () => {
  const { owner } = await freshWorkspace();
  const created = await owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 });
  const path = `/dossiers/${created.body.id}`;
  const first = created.headers.etag;
  await owner.patch(path, { json: { name: 'm' }, expect: 200 });
  await owner.problem('precondition-failed', 'DELETE', path, { headers: { 'if-match': first } });
  const second = (await owner.get(path)).headers.etag;
  await owner.delete(path, { headers: { 'if-match': second }, expect: 204 });
  await owner.problem('precondition-failed', 'POST', `${path}/restore`, { headers: { 'if-match': second } });
  const third = (await owner.get(path)).headers.etag;
  await owner.post(`${path}/restore`, { headers: { 'if-match': third }, expect: 200 });
});

test('an unknown dossier can be neither deleted nor restored', async () => {
  const { owner } = await freshWorkspace();
  await owner.problem('not-found', 'DELETE', `/dossiers/${randomUUID()}`);
  await owner.problem('not-found', 'POST', `/dossiers/${randomUUID()}/restore`);
});
