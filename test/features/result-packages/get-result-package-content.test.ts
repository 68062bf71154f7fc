import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, readyPackage } from './support.ts';

async function ready() {
  const workspace = await freshWorkspace();
  const { dossierId } = await filledDossier(workspace.owner, 'a.txt', 'b.txt');
  const made = await readyPackage(workspace.owner, `/dossiers/${dossierId}/result-packages`, { filename: 'Akte Ö' });
  return { ...workspace, made, path: `/result-packages/${made.id}/content` };
}

test('the zip comes whole, with its name, size and digest', async () => {
  const { owner, made, path } = await ready();
  const { bytes, headers } = await owner.get(path, { expect: 200 });
  const digest = createHash('sha256').update(bytes);
  assert.equal(bytes.length, made.size);
  assert.equal(digest.copy().digest('hex'), made.sha256);
  assert.equal(headers['content-type'], 'application/zip');
  assert.equal(headers['content-length'], String(bytes.length));
  assert.equal(headers.etag, `"${made.sha256}"`);
  assert.equal(headers['repr-digest'], `sha-256=:${digest.digest('base64')}:`);
  assert.equal(headers['accept-ranges'], 'bytes');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(String(headers['cache-control']), /no-store/);
  assert.equal(headers['content-disposition'], `attachment; filename="Akte ?.zip"; filename*=UTF-8''Akte%20%C3%96.zip`);
  assert.ok(!Number.isNaN(Date.parse(String(headers['last-modified']))));
});

test('a download that broke off is resumed by range, as long as the package is the same', async () => {
  const { owner, path } = await ready();
  const { bytes, headers } = await owner.get(path, { expect: 200 });
  const etag = String(headers.etag);
  const half = Math.floor(bytes.length / 2);
  const rest = await owner.get(path, { headers: { range: `bytes=${half}-`, 'if-range': etag }, expect: 206 });
  assert.ok(Buffer.concat([bytes.subarray(0, half), rest.bytes]).equals(bytes));
  assert.equal(rest.headers['content-range'], `bytes ${half}-${bytes.length - 1}/${bytes.length}`);
  const other = await owner.get(path, { headers: { range: `bytes=${half}-`, 'if-range': '"other"' }, expect: 200 });
  assert.ok(other.bytes.equals(bytes));
  await owner.get(path, { headers: { 'if-none-match': etag }, expect: 304 });
  const outside = await owner.problem('range-not-satisfiable', 'GET', path, { headers: { range: `bytes=${bytes.length}-` } });
  assert.equal(outside.headers['content-range'], `bytes */${bytes.length}`);
});

test('a package that is not ready says when to ask again', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, ...Array.from({ length: 5 }, (_, i) => `${i}.txt`));
  // one at a time a workspace: the last of several is still waiting when it is asked for
  const asked = await Promise.all(
    Array.from({ length: 8 }, () => owner.post<{ id: string }>(`/dossiers/${dossierId}/result-packages`, { expect: 202 })),
  );
  const answers = await Promise.all(asked.map(({ body }) => owner.get<{ code: string }>(`/result-packages/${body.id}/content`)));
  const waiting = answers.filter(({ status }) => status === 409);
  assert.ok(waiting.length > 0);
  for (const { body, headers } of waiting) {
    assert.equal(body.code, 'not-ready');
    assert.equal(headers['retry-after'], '1');
  }
});

test('a reader downloads, an auditor does not', async () => {
  const workspace = await ready();
  const { path } = workspace;
  await (await workspace.as('READER')).get(path, { expect: 200 });
  await (await workspace.as('AUDITOR')).problem('role-too-low', 'GET', path);
});
