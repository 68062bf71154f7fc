import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Dossier } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, uploadOne } from './support.ts';

test('a deleted file is gone for everything, and its dossier counts it no more', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const [kept, gone] = [await uploadOne(owner, dossierId), await uploadOne(owner, dossierId)];
  await owner.delete(`/files/${gone.id}`, { expect: 204 });
  for (const part of ['', '/status', '/content']) await owner.problem('not-found', 'GET', `/files/${gone.id}${part}`);
  await owner.problem('not-found', 'PATCH', `/files/${gone.id}`, { json: { title: 'x' } });
  await owner.get(`/files/${kept.id}/content`, { expect: 200 });
  const { body } = await owner.get<Dossier>(`/dossiers/${dossierId}`);
  assert.deepEqual([body.fileCount, body.byteCount], [1, kept.size]);
});

test('an outdated entity tag keeps the file', async () => {
  const { owner } = await freshWorkspace();
  const path = `/files/${(await uploadOne(owner, await newDossier(owner))).id}`;
  const before = (await owner.get(path)).headers.etag;
  await owner.patch(path, { json: { title: 'Changed' }, expect: 200 });
  await owner.problem('precondition-failed', 'DELETE', path, { headers: { 'if-match': before } });
  const now = (await owner.get(path, { expect: 200 })).headers.etag;
  await owner.delete(path, { headers: { 'if-match': now }, expect: 204 });
});

test('many deletions of one file at once: exactly one takes place, and later ones change nothing', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const file = await uploadOne(owner, dossierId);
  const answers = await Promise.all(Array.from({ length: 8 }, () => owner.request('DELETE', `/files/${file.id}`)));
  assert.ok(answers.every(({ status }) => status === 204));
  await owner.delete(`/files/${file.id}`, { expect: 204 });
  assert.equal((await owner.get<Dossier>(`/dossiers/${dossierId}`)).body.fileCount, 0);
});

test('readers and other workspaces delete nothing, and nothing is deleted in the trash', async () => {
  const [here, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
  const dossierId = await newDossier(here.owner);
  const path = `/files/${(await uploadOne(here.owner, dossierId)).id}`;
  await (await here.as('READER')).problem('role-too-low', 'DELETE', path);
  await elsewhere.owner.problem('not-found', 'DELETE', path);
  await elsewhere.owner.problem('not-found', 'POST', `${path}/restore`);
  await here.owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await here.owner.problem('dossier-trashed', 'DELETE', path);
  await here.owner.get(path, { expect: 200 });
});
