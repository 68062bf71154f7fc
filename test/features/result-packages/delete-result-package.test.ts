import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, readyPackage, untilStored } from './support.ts';

test('a deleted package is gone at once, its bytes soon', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt');
  const { id } = await readyPackage(owner, `/dossiers/${dossierId}/result-packages`);
  const path = `/result-packages/${id}`;
  await owner.delete(path, { expect: 204 });
  await owner.problem('not-found', 'GET', path);
  await owner.problem('not-found', 'GET', `${path}/content`);
  await owner.problem('not-found', 'DELETE', path);
  await untilStored(workspaceId, 0);
});

test('one that is still to be made can be deleted, and nothing of it comes to light', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt', 'b.txt', 'c.txt');
  const asked = await Promise.all(
    [1, 2, 3].map(() => owner.post<ResultPackage>(`/dossiers/${dossierId}/result-packages`, { expect: 202 })),
  );
  for (const { body } of asked) await owner.delete(`/result-packages/${body.id}`, { expect: 204 });
  // one after them in the queue: when it is ready theirs are over
  const { id } = await readyPackage(owner, `/dossiers/${dossierId}/result-packages`);
  assert.equal((await owner.get<{ count: number }>('/result-packages')).body.count, 1);
  await untilStored(workspaceId, 1);
  await owner.get(`/result-packages/${id}/content`, { expect: 200 });
});

test('If-Match must name the package as it is', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt');
  const asked = await owner.post<ResultPackage>(`/dossiers/${dossierId}/result-packages`, { expect: 202 });
  const path = `/result-packages/${asked.body.id}`;
  await owner.problem('precondition-failed', 'DELETE', path, { headers: { 'if-match': '"7.0123456789abcdef"' } });
  // progress of the worker does not break it
  assert.ok(asked.headers.etag);
  await owner.delete(path, { headers: { 'if-match': asked.headers.etag }, expect: 204 });
});
