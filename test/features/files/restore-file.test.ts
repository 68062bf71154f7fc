import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Dossier, FileItem, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, uploadOne } from './support.ts';

const names = (answer: { readonly body: List<FileItem> }): string[] => answer.body.results.map(({ filename }) => filename);

test('a deleted file leaves the lists, is found in the trash, and comes back whole', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  await uploadOne(owner, dossierId, textFile('stays.txt'));
  const { id } = await uploadOne(owner, dossierId, textFile('goes.txt'));
  const path = `/files/${id}`;
  const before = await waitFor('the analysis', async () => {
    const { body } = await owner.get<FileItem>(path);
    return body.processingStatus === 'PROCESSED' && body;
  });
  const counted = (await owner.get<Dossier>(`/dossiers/${dossierId}`)).body;
  await owner.delete(path, { expect: 204 });
  for (const list of ['/files', `/dossiers/${dossierId}/files`]) {
    assert.deepEqual(names(await owner.get<List<FileItem>>(list)), ['stays.txt']);
    assert.deepEqual(names(await owner.get<List<FileItem>>(list, { query: { trashed: false } })), ['stays.txt']);
    assert.deepEqual(names(await owner.get<List<FileItem>>(list, { query: { trashed: true } })), ['goes.txt']);
  }
  const restored = await owner.post<FileItem>(`${path}/restore`, { expect: 200 });
  assert.deepEqual({ ...restored.body, dateModified: '' }, { ...before, dateModified: '' });
  assert.equal((await owner.get(path)).headers.etag, restored.headers.etag);
  assert.deepEqual((await owner.get<Dossier>(`/dossiers/${dossierId}`)).body, counted);
  assert.deepEqual(names(await owner.get<List<FileItem>>('/files', { query: { trashed: true } })), []);
});

test('a file that was deleted before its analysis is analyzed after it was restored', async () => {
  const { owner } = await freshWorkspace();
  const { id } = await uploadOne(owner, await newDossier(owner));
  await owner.delete(`/files/${id}`, { expect: 204 });
  await owner.post(`/files/${id}/restore`, { expect: 200 });
  await waitFor('the analysis', async () => (await owner.get<FileItem>(`/files/${id}`)).body.processingStatus === 'PROCESSED');
});

test('restoring a file that is not in the trash answers it unchanged; many at once restore it once', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const file = await uploadOne(owner, dossierId);
  const path = `/files/${file.id}`;
  const before = await waitFor('the analysis', async () => {
    const answer = await owner.get<FileItem>(path);
    return answer.body.processingStatus === 'PROCESSED' && answer;
  });
  const same = await owner.post<FileItem>(`${path}/restore`, { expect: 200 });
  assert.deepEqual([same.body, same.headers.etag], [before.body, before.headers.etag]);
  await owner.delete(path, { expect: 204 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => owner.request('POST', `${path}/restore`)));
  assert.ok(answers.every(({ status }) => status === 200));
  const { body } = await owner.get<Dossier>(`/dossiers/${dossierId}`);
  assert.deepEqual([body.fileCount, body.byteCount], [1, file.size]);
});

test('nothing is restored into a dossier that is in the trash itself', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const path = `/files/${(await uploadOne(owner, dossierId)).id}`;
  await owner.delete(path, { expect: 204 });
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await owner.problem('dossier-trashed', 'POST', `${path}/restore`);
  assert.deepEqual(names(await owner.get<List<FileItem>>('/files', { query: { trashed: true } })), []);
  await owner.post(`/dossiers/${dossierId}/restore`, { expect: 200 });
  await owner.post(`${path}/restore`, { expect: 200 });
});

test('an outdated entity tag restores nothing, and an unknown file is not found', async () => {
  const { owner } = await freshWorkspace();
  const path = `/files/${(await uploadOne(owner, await newDossier(owner))).id}`;
  const before = (await owner.get(path)).headers.etag;
  await owner.delete(path, { expect: 204 });
  await owner.problem('precondition-failed', 'POST', `${path}/restore`, { headers: { 'if-match': before } });
  await owner.problem('not-found', 'GET', path);
  await owner.problem('not-found', 'POST', `/files/${randomUUID()}/restore`);
});

test('a cursor of the trash is good for the trash only', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) {
    const { id } = await uploadOne(owner, dossierId, textFile(name));
    if (name < 'c') await owner.delete(`/files/${id}`, { expect: 204 });
  }
  for (const path of ['/files', `/dossiers/${dossierId}/files`]) {
    const query = { limit: 1, sort: 'filename' };
    const first = await owner.get<List<FileItem>>(path, { query: { ...query, trashed: true } });
    const next = new URL(first.body.next ?? '');
    assert.deepEqual(names(await owner.get<List<FileItem>>(next.href)), ['b.txt']);
    const cursor = next.searchParams.get('cursor') ?? '';
    await owner.problem('invalid-request', 'GET', path, { query: { ...query, cursor } });
  }
});
