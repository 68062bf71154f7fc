import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, untilReady } from './support.ts';
import { readZip } from './zip.ts';

test('a single file is packed with its manifest, under its own name', async () => {
  const { owner } = await freshWorkspace();
  const { fileIds } = await filledDossier(owner, 'Vertrag.v2.txt', 'other.txt');
  const asked = await owner.post<ResultPackage>(`/files/${fileIds[0]}/result-packages`, { expect: 202 });
  assert.deepEqual(asked.body.selection, { fileIds: [fileIds[0]] });
  assert.match(asked.body.filename, /^Vertrag\.v2-\d{4}-\d\d-\d\d\.zip$/);
  await untilReady(owner, asked.body.id);
  const entries = await readZip((await owner.get(`/result-packages/${asked.body.id}/content`, { expect: 200 })).bytes);
  assert.deepEqual([...entries.keys()], ['original/Vertrag.v2.txt', 'manifest.json']);
});

test('an unknown, foreign or deleted file is 404', async () => {
  const [{ owner }, other] = [await freshWorkspace(), await freshWorkspace()];
  const { fileIds } = await filledDossier(owner, 'a.txt');
  const foreign = await filledDossier(other.owner, 'b.txt');
  const path = (id: string | undefined): string => `/files/${id}/result-packages`;
  await owner.post(path(fileIds[0]), { expect: 202 });
  await owner.delete(`/files/${fileIds[0]}`, { expect: 204 });
  for (const id of [newId(), foreign.fileIds[0], fileIds[0]]) await owner.problem('not-found', 'POST', path(id));
});

test('a file that is deleted after it was asked for is in the package all the same', async () => {
  const { owner } = await freshWorkspace();
  const { fileIds } = await filledDossier(owner, 'a.txt');
  const { body } = await owner.post<ResultPackage>(`/files/${fileIds[0]}/result-packages`, { expect: 202 });
  await owner.delete(`/files/${fileIds[0]}`, { expect: 204 });
  await untilReady(owner, body.id);
  const entries = await readZip((await owner.get(`/result-packages/${body.id}/content`, { expect: 200 })).bytes);
  assert.equal(String(entries.get('original/a.txt')), 'a.txt');
});
