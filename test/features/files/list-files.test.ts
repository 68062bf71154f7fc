import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Client } from '../../support/client.ts';
import type { FileItem, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, upload, uploadOne } from './support.ts';

const names = (body: List<FileItem>): string[] => body.results.map(({ filename }) => filename);
const listed = async (client: Client, path: string, query: Record<string, string | number> = {}): Promise<List<FileItem>> =>
  (await client.get<List<FileItem>>(path, { query, expect: 200 })).body;

for (const [operation, pathOf] of [
  ['listDossierFiles', (dossierId: string) => `/dossiers/${dossierId}/files`],
  ['listFiles', () => '/files'],
] as const) {
  test(`${operation}: sorts, filters and pages both ways`, async () => {
    const { owner } = await freshWorkspace();
    const dossierId = await newDossier(owner);
    const path = pathOf(dossierId);
    await upload(owner, dossierId, [textFile('b.txt', 'bb'), textFile('a.txt', 'a'), textFile('c.txt', 'cccc')]);
    await uploadOne(owner, dossierId, { name: 'file', filename: 'd.csv', contentType: 'text/csv', content: 'ddd' });

    assert.deepEqual(names(await listed(owner, path, { sort: 'filename' })), ['a.txt', 'b.txt', 'c.txt', 'd.csv']);
    assert.deepEqual(names(await listed(owner, path, { sort: '-size,filename' })), ['c.txt', 'd.csv', 'b.txt', 'a.txt']);
    assert.deepEqual(names(await listed(owner, path, { mediaType: 'text/csv' })), ['d.csv']);
    assert.deepEqual(names(await listed(owner, path, { status: 'INFECTED' })), []);
    assert.equal((await listed(owner, path, { 'dateModified[gte]': '2020-01-01T00:00:00Z' })).count, 4);
    assert.equal((await listed(owner, path, { 'dateModified[gte]': '2999-01-01T00:00:00Z' })).count, 0);
    assert.equal((await listed(owner, path, { 'dateAdded[lt]': '2020-01-01T00:00:00Z' })).count, 0);

    const first = await listed(owner, path, { sort: 'filename', limit: 3 });
    assert.deepEqual([names(first), first.count, first.countExact, first.previous], [['a.txt', 'b.txt', 'c.txt'], 4, true, null]);
    assert.ok(first.next);
    const second = await listed(owner, first.next);
    assert.deepEqual([names(second), second.next], [['d.csv'], null]);
    assert.ok(second.previous);
    assert.deepEqual(names(await listed(owner, second.previous)), ['a.txt', 'b.txt', 'c.txt']);
    assert.deepEqual(names(await listed(owner, path, { sort: 'filename', offset: 3 })), ['d.csv']);
  });

  test(`${operation}: a wrong parameter is answered with its name`, async () => {
    const { owner } = await freshWorkspace();
    const path = pathOf(await newDossier(owner));
    for (const [name, value] of [
      ['sort', 'secret'],
      ['limit', '0'],
      ['limit', '201'],
      ['offset', '10001'],
      ['cursor', 'made-up'],
      ['status', 'LOST'],
      ['dateModified[gte]', 'yesterday'],
      ['colour', 'red'],
    ] as const) {
      const { body } = await owner.problem('invalid-request', 'GET', path, { query: { [name]: value } });
      assert.ok(
        body.errors?.some(({ pointer }) => pointer === name),
        `${name}: ${JSON.stringify(body.errors)}`,
      );
    }
  });
}

test('each list shows its own: files of a dossier, of the workspace, none of another, none that was deleted or lies in the trash', async () => {
  const [here, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
  const [one, two] = [await newDossier(here.owner), await newDossier(here.owner)];
  await uploadOne(here.owner, one, textFile('one.txt'));
  await uploadOne(here.owner, two, textFile('two.txt'));
  const deleted = await uploadOne(here.owner, one, textFile('deleted.txt'));
  await uploadOne(elsewhere.owner, await newDossier(elsewhere.owner), textFile('foreign.txt'));
  await here.owner.delete(`/files/${deleted.id}`, { expect: 204 });

  assert.deepEqual(names(await listed(here.owner, `/dossiers/${one}/files`)), ['one.txt']);
  assert.deepEqual(names(await listed(here.owner, '/files', { sort: 'filename' })), ['one.txt', 'two.txt']);
  await elsewhere.owner.problem('not-found', 'GET', `/dossiers/${one}/files`);
  await here.owner.problem('not-found', 'GET', `/dossiers/${newId()}/files`);

  await here.owner.delete(`/dossiers/${two}`, { expect: 204 });
  assert.deepEqual(names(await listed(here.owner, '/files')), ['one.txt']);
  assert.deepEqual(names(await listed(await here.as('READER'), `/dossiers/${two}/files`)), ['two.txt']);
  await (await here.as('AUDITOR')).problem('role-too-low', 'GET', '/files');
});
