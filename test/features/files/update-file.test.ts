import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { FileItem } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, uploadOne } from './support.ts';

test('the title changes, the revision counts it, and an outdated entity tag is refused', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const path = `/files/${file.id}`;
  const before = (await owner.get(path, { expect: 200 })).headers.etag;
  const changed = await owner.patch<FileItem>(path, { json: { title: 'Schönes Blatt' }, headers: { 'if-match': before }, expect: 200 });
  assert.deepEqual([changed.body.title, changed.body.filename], ['Schönes Blatt', 'one.txt']);
  assert.match(String(changed.headers.etag), /^"2\./);
  await owner.problem('precondition-failed', 'PATCH', path, { json: { title: 'Late' }, headers: { 'if-match': before } });
  await owner.patch(path, { json: { title: 'Schönes Blatt' }, headers: { 'if-match': '*' }, expect: 200 });
  assert.equal((await owner.get<FileItem>(path)).body.title, 'Schönes Blatt');
  assert.match(String((await owner.get(path)).headers.etag), /^"2\./);
});

test('unknown fields and unfit titles are refused with their name', async () => {
  const { owner } = await freshWorkspace();
  const path = `/files/${(await uploadOne(owner, await newDossier(owner))).id}`;
  for (const [json, pointer] of [
    [{ title: '' }, '/title'],
    [{ title: 'a\u0000b' }, '/title'],
    [{ title: 'x'.repeat(256) }, '/title'],
    [{ title: 'a', workspaceId: 'x' }, '/workspaceId'],
    [{ filename: 'x.pdf' }, '/filename'],
    [{ processingStatus: 'PROCESSED' }, '/processingStatus'],
  ] as const) {
    const { body } = await owner.problem('invalid-request', 'PATCH', path, { json });
    assert.ok(
      body.errors?.some((error) => error.pointer === pointer),
      JSON.stringify(body.errors),
    );
  }
  await owner.problem('invalid-request', 'PATCH', path, { json: {} });
});

test('only members change files, only in their workspace, and not in the trash', async () => {
  const [here, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
  const dossierId = await newDossier(here.owner);
  const path = `/files/${(await uploadOne(here.owner, dossierId)).id}`;
  const options = { json: { title: 'Mine' } };
  await (await here.as('MEMBER')).patch(path, { ...options, expect: 200 });
  await (await here.as('READER')).problem('role-too-low', 'PATCH', path, options);
  await elsewhere.owner.problem('not-found', 'PATCH', path, options);
  await here.owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await here.owner.problem('dossier-trashed', 'PATCH', path, options);
});
