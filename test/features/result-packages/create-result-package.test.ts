import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, untilReady } from './support.ts';
import { readZip } from './zip.ts';

test('asking answers at once with where to look, and the package follows', async () => {
  const { owner, ownerUser } = await freshWorkspace();
  const { dossierId, fileIds } = await filledDossier(owner, 'a.txt', 'b.txt', 'c.txt');
  const [first, , third] = fileIds;
  const asked = await owner.post<ResultPackage>('/result-packages', {
    json: { selection: { fileIds: [third, first] }, contents: ['ORIGINAL'], filename: 'Für Ämter' },
    expect: 202,
  });
  const { id, status, progress, ...queued } = asked.body;
  assert.ok(asked.headers.location?.endsWith(`/api/v1/result-packages/${id}`));
  assert.equal(asked.headers['retry-after'], '1');
  assert.equal(status, 'QUEUED');
  assert.deepEqual(progress, { filesDone: 0, filesTotal: 2, bytesDone: 0, bytesTotal: 10 });
  assert.partialDeepStrictEqual(queued, {
    selection: { fileIds: [third, first] },
    contents: ['ORIGINAL'],
    componentFormats: [],
    filename: 'Für Ämter.zip',
    entryCount: 2,
    size: null,
    sha256: null,
    crc32c: null,
    error: null,
    dateReady: null,
    expiresAt: null,
    createdBy: ownerUser.userId,
  });
  await untilReady(owner, id);
  const { bytes } = await owner.get(`/result-packages/${id}/content`, { expect: 200 });
  const entries = await readZip(bytes);
  assert.deepEqual([...entries.keys()], ['original/a.txt', 'original/c.txt', 'manifest.json']);
  assert.equal(String(entries.get('original/c.txt')), 'c.txt');
  assert.ok(dossierId);
});

test('a file that is named twice, by itself and by its dossier, goes in once', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId, fileIds } = await filledDossier(owner, 'a.txt', 'b.txt');
  const selection = { dossierIds: [dossierId], fileIds };
  const { body } = await owner.post<ResultPackage>('/result-packages', { json: { selection }, expect: 202 });
  assert.equal(body.entryCount, 2);
});

test('what is not there is named, a foreign id like an unknown one, and nothing is made', async () => {
  const [{ owner }, other] = [await freshWorkspace(), await freshWorkspace()];
  const { dossierId, fileIds } = await filledDossier(owner, 'a.txt', 'gone.txt');
  const foreign = await filledDossier(other.owner, 'b.txt');
  await owner.delete(`/files/${fileIds[1]}`, { expect: 204 });
  const pointers = async (selection: object): Promise<(string | undefined)[]> => {
    const { status, body } = await owner.problem('unprocessable', 'POST', '/result-packages', { json: { selection } });
    assert.equal(status, 422);
    return (body.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  };
  assert.deepEqual(await pointers({ fileIds: [fileIds[0], newId(), foreign.fileIds[0], fileIds[1]] }), [
    '/selection/fileIds/1 unknown',
    '/selection/fileIds/2 unknown',
    '/selection/fileIds/3 unknown',
  ]);
  assert.deepEqual(await pointers({ dossierIds: [dossierId, newId(), foreign.dossierId] }), [
    '/selection/dossierIds/1 unknown',
    '/selection/dossierIds/2 unknown',
  ]);
  assert.equal((await owner.get<{ count: number }>('/result-packages')).body.count, 0);
});

test('an empty dossier makes no package', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner);
  const { body } = await owner.problem('unprocessable', 'POST', '/result-packages', { json: { selection: { dossierIds: [dossierId] } } });
  assert.deepEqual(
    body.errors?.map(({ pointer, code }) => [pointer, code]),
    [['/selection', 'empty']],
  );
});

test('files of a dossier in the trash are not packed', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId, fileIds } = await filledDossier(owner, 'a.txt');
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  for (const selection of [{ dossierIds: [dossierId] }, { fileIds }]) {
    await owner.problem('dossier-trashed', 'POST', '/result-packages', { json: { selection } });
  }
});

test('what the contract does not take is refused with the field named', async () => {
  const { owner } = await freshWorkspace();
  const { fileIds } = await filledDossier(owner, 'a.txt');
  const selection = { fileIds };
  for (const [json, pointer] of [
    [{}, '/selection'],
    [{ selection: {} }, '/selection'],
    [{ selection: { fileIds: [] } }, '/selection/fileIds'],
    [{ selection: { fileIds: ['x'] } }, '/selection/fileIds/0'],
    [{ selection: { filter: {} } }, '/selection/filter'],
    [{ selection, contents: ['PREVIEW'] }, '/contents/0'],
    [{ selection, contents: [] }, '/contents'],
    [{ selection, filename: 'a/b.zip' }, '/filename'],
    [{ selection, filename: '..' }, '/filename'],
    [{ selection, status: 'READY' }, '/status'],
  ] as const) {
    const { body } = await owner.problem('invalid-request', 'POST', '/result-packages', { json });
    assert.ok(
      body.errors?.some((fault) => fault.pointer.startsWith(pointer) || pointer.startsWith(fault.pointer)),
      `${JSON.stringify(json)}: ${JSON.stringify(body.errors)}`,
    );
  }
});

test('a reader may ask for packages, an auditor may not', async () => {
  const workspace = await freshWorkspace();
  const { fileIds } = await filledDossier(workspace.owner, 'a.txt');
  const json = { selection: { fileIds } };
  await (await workspace.as('READER')).post('/result-packages', { json, expect: 202 });
  await (await workspace.as('AUDITOR')).problem('role-too-low', 'POST', '/result-packages', { json });
  const readOnly = await workspace.as('OWNER', { scopes: ['result-packages:read'] });
  await readOnly.problem('insufficient-scope', 'POST', '/result-packages', { json });
});
