import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { FileItem } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, uploadOne } from './support.ts';

test('a file is read with its entity tag, which answers 304 while it holds', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const path = `/files/${file.id}`;
  const { body, headers } = await owner.get<FileItem>(path, { expect: 200 });
  assert.deepEqual([body.id, body.filename, body.sha256, body.attributes, body.ocrPageCount], [file.id, 'one.txt', file.sha256, {}, 0]);
  assert.match(String(headers.etag), /^"1\.[\w-]{16}"$/);

  await owner.patch(path, { json: { title: 'Another' }, expect: 200 });
  await owner.get(path, { headers: { 'if-none-match': headers.etag }, expect: 200 });
});

test('the status tells how far the analysis is', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const { body, headers } = await owner.get<Record<string, unknown>>(`/files/${file.id}/status`, { expect: 200 });
  assert.deepEqual([body['id'], body['version'], body['workflowStatus'], body['error']], [file.id, 1, 'NEW', null]);
  assert.equal(headers['retry-after'], ['UPLOADED', 'PROCESSING'].includes(String(body['processingStatus'])) ? '1' : undefined);
  assert.ok(headers.etag);
});

test('unknown, foreign and deleted files are the same 404, for reading as for its status', async () => {
  const [here, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
  const file = await uploadOne(here.owner, await newDossier(here.owner));
  for (const part of ['', '/status']) {
    await here.owner.get(`/files/${file.id}${part}`, { expect: 200 });
    await (await here.as('READER')).get(`/files/${file.id}${part}`, { expect: 200 });
    await (await here.as('AUDITOR')).problem('role-too-low', 'GET', `/files/${file.id}${part}`);
    await elsewhere.owner.problem('not-found', 'GET', `/files/${file.id}${part}`);
    await here.owner.problem('not-found', 'GET', `/files/${newId()}${part}`);
  }
  await here.owner.delete(`/files/${file.id}`, { expect: 204 });
  for (const part of ['', '/status']) await here.owner.problem('not-found', 'GET', `/files/${file.id}${part}`);
});
