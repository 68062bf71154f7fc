import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, readyPackage } from './support.ts';

test('HEAD tells what GET would, without the bytes and without a range', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt');
  const { id } = await readyPackage(owner, `/dossiers/${dossierId}/result-packages`);
  const path = `/result-packages/${id}/content`;
  const [got, head] = [await owner.get(path, { expect: 200 }), await owner.head(path, { headers: { range: 'bytes=0-1' }, expect: 200 })];
  for (const name of ['etag', 'repr-digest', 'content-type', 'content-length', 'accept-ranges', 'content-disposition', 'last-modified']) {
    assert.equal(head.headers[name], got.headers[name], name);
  }
  assert.equal(head.bytes.length, 0);
  await owner.head(path, { headers: { 'if-none-match': String(got.headers.etag) }, expect: 304 });
  await owner.head(`/result-packages/${newId()}/content`, { expect: 404 });
});
