import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, readyPackage } from './support.ts';

test('a ready package tells its size, digests and end, and 304 to whom knows it', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt', 'b.txt');
  const ready = await readyPackage(owner, `/dossiers/${dossierId}/result-packages`);
  const path = `/result-packages/${ready.id}`;
  const { headers, body } = await owner.get<ResultPackage>(path, { expect: 200 });
  assert.deepEqual(body.progress, { filesDone: 2, filesTotal: 2, bytesDone: 10, bytesTotal: 10 });
  assert.equal(headers['retry-after'], undefined);
  assert.match(String(body.sha256), /^[0-9a-f]{64}$/);
  assert.ok(Number(body.size) > 10);
  assert.ok(Number.isInteger(body.crc32c));
  assert.ok(String(body.expiresAt) > String(body.dateReady));
  await owner.get(path, { headers: { 'if-none-match': String(headers.etag) }, expect: 304 });
});

test('an unknown or foreign package is 404', async () => {
  const [{ owner }, other] = [await freshWorkspace(), await freshWorkspace()];
  const { dossierId } = await filledDossier(other.owner, 'a.txt');
  const { id } = await readyPackage(other.owner, `/dossiers/${dossierId}/result-packages`);
  for (const path of [`/result-packages/${id}`, `/result-packages/${newId()}`]) {
    await owner.problem('not-found', 'GET', path);
    await owner.problem('not-found', 'GET', `${path}/content`);
    await owner.problem('not-found', 'DELETE', path);
  }
  await other.owner.get(`/result-packages/${id}`, { expect: 200 });
});
