import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Dossier } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';

test('a change touches only what it names, and null empties a field', async () => {
  const workspace = await freshWorkspace();
  const { owner } = workspace;
  const json = { name: 'n', description: 'd', dueDate: '2027-01-31T10:00:00.000Z' };
  const created = (await owner.post<Dossier>('/dossiers', { json, expect: 201 })).body;
  const path = `/dossiers/${created.id}`;
  const member = await workspace.as('MEMBER');
  const renamed = (await member.patch<Dossier>(path, { json: { name: 'm' }, expect: 200 })).body;
  assert.deepEqual([renamed.name, renamed.description, renamed.dueDate], ['m', json.description, json.dueDate]);
  assert.equal(renamed.createdBy, created.createdBy);
  assert.notEqual(renamed.modifiedBy, created.modifiedBy);
  assert.ok(renamed.dateModified >= created.dateModified);
  const emptied = (await owner.patch<Dossier>(path, { json: { description: null, dueDate: null }, expect: 200 })).body;
  assert.deepEqual([emptied.name, emptied.description, emptied.dueDate], ['m', null, null]);
  assert.deepEqual((await owner.get<Dossier>(path)).body, emptied);
});

test('a change that changes nothing leaves entity tag, date and author alone', async () => {
  const workspace = await freshWorkspace();
  const json = { name: 'n', description: 'd', dueDate: '2027-01-31T10:00:00.000Z' };
  const created = await workspace.owner.post<Dossier>('/dossiers', { json, expect: 201 });
  const same = { ...json, dueDate: '2027-01-31T11:00:00+01:00' };
  const again = await (await workspace.as('MEMBER')).patch<Dossier>(`/dossiers/${created.body.id}`, { json: same, expect: 200 });
  assert.deepEqual(again.body, created.body);
  assert.equal(again.headers.etag, created.headers.etag);
});

test('If-Match keeps a change from overwriting one it has not seen', async () => {
  const { owner } = await freshWorkspace();
  const created = await owner.post<Dossier>('/dossiers', { json: { name: '0' }, expect: 201 });
  const path = `/dossiers/${created.body.id}`;
  const seen = created.headers.etag ?? '';
  await owner.patch(path, { json: { name: '1' }, headers: { 'if-match': seen }, expect: 200 });
  await owner.problem('precondition-failed', 'PATCH', path, { json: { name: '2' }, headers: { 'if-match': seen } });
  assert.equal((await owner.get<Dossier>(path)).body.name, '1');
  // the revision counts, not the bytes: what the program counts in between does not refuse a person's change
  const now = (await owner.get(path)).headers.etag ?? '';
  await owner.patch(path, { json: { name: '3' }, headers: { 'if-match': now.replace(/\..*"/, '.0000000000000000"') }, expect: 200 });
  await owner.patch(path, { json: { name: '4' }, headers: { 'if-match': '*' }, expect: 200 });
  await owner.problem('precondition-failed', 'PATCH', path, { json: { name: '5' }, headers: { 'if-match': '"nonsense"' } });
});

test('of two changes with the same If-Match at the same time exactly one is made', async () => {
  const { owner } = await freshWorkspace();
  const created = await owner.post<Dossier>('/dossiers', { json: { name: 'start' }, expect: 201 });
  const change = (name: string) =>
    owner.patch(`/dossiers/${created.body.id}`, { json: { name }, headers: { 'if-match': created.headers.etag } });
  const statuses = (await Promise.all(['a', 'b', 'c', 'd'].map(change))).map((answer) => answer.status);
  assert.deepEqual(
    statuses.toSorted((a, b) => a - b),
    [200, 412, 412, 412],
  );
});

test('a faulty change is a 400 that names the field, and changes nothing', async () => {
  const { owner } = await freshWorkspace();
  const created = await owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 });
  const path = `/dossiers/${created.body.id}`;
  for (const [json, pointer] of [
    [{ name: null }, '/name'],
    [{ name: 'x', ownerId: randomUUID() }, '/ownerId'],
    [{ dueDate: '9999-12-31T23:00:00-12:00' }, '/dueDate'],
    [{ description: 'x'.repeat(4001) }, '/description'],
  ] as const) {
    const { body } = await owner.problem('invalid-request', 'PATCH', path, { json });
    assert.ok(
      body.errors?.some((fault) => fault.pointer === pointer),
      JSON.stringify(body.errors),
    );
  }
  await owner.problem('invalid-request', 'PATCH', path, { json: {} });
  assert.deepEqual((await owner.get(path)).body, created.body);
});

test('readers change nothing', async () => {
  const workspace = await freshWorkspace();
  const { body } = await workspace.owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 });
  const reader = await workspace.as('READER');
  await reader.problem('role-too-low', 'PATCH', `/dossiers/${body.id}`, { json: { name: 'x' } });
  await reader.problem('role-too-low', 'DELETE', `/dossiers/${body.id}`);
  await reader.problem('role-too-low', 'POST', `/dossiers/${body.id}/restore`);
});
