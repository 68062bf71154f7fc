import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Dossier, ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, untilReady } from './support.ts';
import { readZip } from './zip.ts';

test('a dossier is packed as it was when asked, without any body, under its own name', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'b.txt', 'a.txt');
  const { name } = (await owner.patch<Dossier>(`/dossiers/${dossierId}`, { json: { name: 'Akte 7/2026: Öl' }, expect: 200 })).body;
  assert.equal(name, 'Akte 7/2026: Öl');
  const asked = await owner.post<ResultPackage>(`/dossiers/${dossierId}/result-packages`, { expect: 202 });
  assert.deepEqual(asked.body.selection, { dossierIds: [dossierId] });
  assert.match(asked.body.filename, /^Akte 7_2026_ Öl-\d{4}-\d\d-\d\d\.zip$/);
  await untilReady(owner, asked.body.id);
  const { bytes, headers } = await owner.get(`/result-packages/${asked.body.id}/content`, { expect: 200 });
  assert.match(String(headers['content-disposition']), /filename\*=UTF-8''Akte%207_2026_%20%C3%96l-/);
  assert.deepEqual([...(await readZip(bytes)).keys()], ['original/a.txt', 'original/b.txt', 'manifest.json']);
});

test('options may be given: contents and a name', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt');
  const json = { contents: ['ORIGINAL'], filename: 'mine.ZIP' };
  const { body } = await owner.post<ResultPackage>(`/dossiers/${dossierId}/result-packages`, { json, expect: 202 });
  assert.equal(body.filename, 'mine.ZIP');
});

test('an unknown or foreign dossier is 404, an empty one 422, one in the trash 409', async () => {
  const [{ owner }, other] = [await freshWorkspace(), await freshWorkspace()];
  const [empty, full, foreign] = [
    await filledDossier(owner),
    await filledDossier(owner, 'a.txt'),
    await filledDossier(other.owner, 'b.txt'),
  ];
  const path = (id: string): string => `/dossiers/${id}/result-packages`;
  for (const id of [newId(), foreign.dossierId]) await owner.problem('not-found', 'POST', path(id));
  await other.owner.post(path(foreign.dossierId), { expect: 202 });
  await owner.problem('unprocessable', 'POST', path(empty.dossierId));
  await owner.delete(`/dossiers/${full.dossierId}`, { expect: 204 });
  await owner.problem('dossier-trashed', 'POST', path(full.dossierId));
});
