import { strict as assert } from 'node:assert';
import { createHash, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { CallOptions, ProblemBody } from '../../support/client.ts';
import { multipart } from '../../support/multipart.ts';
import type { FileItem } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf, textFile, uploadOne } from './support.ts';

const NOTHING = { objects: 0, uploads: 0, intents: 0 };
const digestOf = (bytes: string | Uint8Array): string => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
const raw = (body: string, headers: Record<string, string>): CallOptions => ({
  body,
  headers: { 'content-type': 'text/plain', ...headers },
  query: { filename: 'a.txt' },
});

/** A form with bytes after its last boundary, which belong to the body and to nothing in it. */
function form(epilogue = ''): { readonly body: Buffer; readonly contentType: string } {
  const made = multipart([textFile('a.txt', 'x'.repeat(200_000)), textFile('b.txt')]);
  return { body: Buffer.concat([made.body, Buffer.from(epilogue)]), contentType: made.contentType };
}

test('a body that is what its digest promised is stored, one that is not leaves nothing', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const path = `/dossiers/${await newDossier(owner)}/files`;
  for (const name of ['content-digest', 'repr-digest']) {
    const { body } = await owner.problem('digest-mismatch', 'POST', path, raw('hullo', { [name]: digestOf('hello') }));
    assert.match(body.detail, /Nothing was stored/);
  }
  assert.deepEqual(await storedOf(workspaceId), NOTHING);
  for (const headers of [
    { 'content-digest': digestOf('hello') },
    { 'repr-digest': digestOf('hello') },
    { 'content-digest': `sha-512=:AAAA:, ${digestOf('hello')}` },
    { 'content-digest': 'sha-512=:AAAA:' }, // not one that we look at
  ]) {
    await owner.post(path, { ...raw('hello', headers), expect: 202 });
  }
  assert.equal((await storedOf(workspaceId)).objects, 4);
});

test('of a form it is the digest of the whole form, also of what follows its last boundary', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const path = `/dossiers/${await newDossier(owner)}/files`;
  for (const epilogue of ['', '\r\nafter the end', 'z'.repeat(300_000)]) {
    const { body, contentType } = form(epilogue);
    const sent = (digest: string): CallOptions => ({ body, headers: { 'content-type': contentType, 'content-digest': digest } });
    await owner.problem('digest-mismatch', 'POST', path, sent(digestOf('x'.repeat(200_000))));
    assert.equal((await storedOf(workspaceId)).intents, 0);
    await owner.post(path, { ...sent(digestOf(body)), expect: 202 });
  }
  assert.deepEqual(await storedOf(workspaceId), { objects: 6, uploads: 0, intents: 0 });
});

test('a malformed digest is refused before the body is read, and named', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const path = `/dossiers/${await newDossier(owner)}/files`;
  const { body } = await owner.problem('invalid-request', 'POST', path, raw('hello', { 'content-digest': 'sha-256=hello' }));
  assert.equal(body.errors?.[0]?.pointer, 'Content-Digest');
  assert.deepEqual(await storedOf(workspaceId), NOTHING);
});

test('a new version is held to its digest as well', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const path = `/files/${file.id}/versions`;
  await owner.problem('digest-mismatch', 'POST', path, raw('hullo', { 'content-digest': digestOf('hello') }));
  await owner.post(path, { ...raw('hello', { 'content-digest': digestOf('hello') }), expect: 202 });
  assert.equal((await owner.get<FileItem>(`/files/${file.id}`, { expect: 200 })).body.version, 2);
});

test('with an Idempotency-Key: what arrives damaged keeps nothing of the key, and damaged again it is not taken for the first', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const path = `/files/${file.id}/versions`;
  const headers = { 'idempotency-key': randomUUID(), 'content-digest': digestOf('hello') };
  await owner.problem('digest-mismatch', 'POST', path, raw('hullo', headers));
  const first = await owner.post<FileItem>(path, { ...raw('hello', headers), expect: 202 });
  await owner.problem('digest-mismatch', 'POST', path, raw('hullo', headers));
  const again = await owner.post<FileItem>(path, { ...raw('hello', headers), expect: 202 });
  assert.deepEqual([again.headers['idempotency-replayed'], again.body], ['true', first.body]);
  assert.equal(again.headers.location, first.headers.location);
  const other = await owner.request<ProblemBody>('POST', path, raw('other', { 'idempotency-key': headers['idempotency-key'] }));
  assert.equal(other.body.code, 'idempotency-key-reused');
  assert.equal((await owner.get<FileItem>(`/files/${file.id}`, { expect: 200 })).body.version, 2);
});
