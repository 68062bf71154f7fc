import { strict as assert } from 'node:assert';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import type { Client, ProblemBody } from '../../support/client.ts';
import type { PresignedUpload, Upload } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf } from '../files/support.ts';
import { becomes, ended, sha256, statusOf, verified } from './support.ts';

const MIB = 1024 * 1024;
const workspace = freshWorkspace();

const declared = (parts: readonly Buffer[]) => parts.map((part) => ({ size: part.length, crc32c: crc32c(part) }));
const sizeOf = (parts: readonly Buffer[]): number => parts.reduce((sum, part) => sum + part.length, 0);
const wish = (dossierId: string, parts: readonly Buffer[], more: object = {}) => ({
  dossierId,
  filename: 'direct.bin',
  size: sizeOf(parts),
  parts: declared(parts),
  ...more,
});

async function begin(client: Client, parts: readonly Buffer[], more: object = {}): Promise<PresignedUpload> {
  const json = wish(await newDossier(client), parts, more);
  return (await client.post<PresignedUpload>('/uploads/presigned', { json, expect: 201 })).body;
}

/** Sends a part to the store; resolves with its ETag. */
async function put({ parts }: PresignedUpload, number: number, bytes: Buffer): Promise<string> {
  const { url, headers } = parts[number - 1] ?? assert.fail();
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  assert.equal(answer.status, 200, await answer.text());
  return answer.headers.get('etag') ?? '';
}

const TWO = [randomBytes(5 * MIB), randomBytes(1234)];

test('parts sent to the store in any order become one file, and staging goes', async () => {
  const { owner, id } = await freshWorkspace();
  const upload = await begin(owner, TWO, { title: 'Direct', sha256: sha256(Buffer.concat(TWO)) });
  const second = await put(upload, 2, TWO[1] as Buffer);
  const first = await put(upload, 1, TWO[0] as Buffer);
  const parts = [
    { number: 2, etag: second },
    { number: 1, etag: first.replaceAll('"', '') },
  ];
  const path = `/uploads/${upload.id}`;
  const answer = await owner.post<Upload>(`${path}/complete`, { json: { parts }, expect: 202 });
  assert.ok(String(answer.headers.location).endsWith(path));
  assert.deepEqual([answer.body.kind, answer.body.status, answer.body.offset], ['PRESIGNED', 'COMPLETING', sizeOf(TWO)]);
  const file = await becomes(owner, path, Buffer.concat(TWO));
  assert.deepEqual([file.title, file.filename], ['Direct', 'direct.bin']);
  await waitFor('staging to be swept', async () => {
    const { objects, uploads, intents } = await storedOf(id);
    return objects === 1 && uploads === 0 && intents === 0;
  });
});

test('completed twice at once, and again when it is over: one file', async () => {
  const { owner } = await workspace;
  const upload = await begin(owner, [Buffer.from('once')]);
  await put(upload, 1, Buffer.from('once'));
  const complete = () => owner.post<Upload>(`/uploads/${upload.id}/complete`, { expect: 202 });
  await Promise.all([complete(), complete(), complete()]);
  const file = await becomes(owner, `/uploads/${upload.id}`, Buffer.from('once'));
  const { body } = await complete();
  assert.deepEqual([body.status, body.fileId, body.version], ['COMPLETED', file.id, 1]);
  assert.equal((await owner.get<{ count: number }>(`/dossiers/${file.dossierId}/files`)).body.count, 1);
});

test('a repetition with the same key is the same upload with addresses signed anew', async () => {
  const { owner } = await workspace;
  const json = wish(await newDossier(owner), [Buffer.from('again')]);
  const headers = { 'idempotency-key': randomUUID() };
  const first = await owner.post<PresignedUpload>('/uploads/presigned', { json, headers, expect: 201 });
  const second = await owner.post<PresignedUpload>('/uploads/presigned', { json, headers, expect: 201 });
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.equal(second.body.id, first.body.id);
  assert.equal(second.body.parts.length, 1);
  const anew = (await owner.get<PresignedUpload>(`/uploads/${first.body.id}/parts`, { expect: 200 })).body;
  await put(anew, 1, Buffer.from('again'));
  const key = { headers: { 'idempotency-key': randomUUID() }, expect: 202 };
  await owner.post(`/uploads/${first.body.id}/complete`, key);
  assert.equal((await owner.post(`/uploads/${first.body.id}/complete`, key)).headers['idempotency-replayed'], 'true');
  await becomes(owner, `/uploads/${first.body.id}`, Buffer.from('again'));
});

test('a missing part is a 409 that names it, and nothing is stored; sent afterwards it completes', async () => {
  const { owner } = await workspace;
  const upload = await begin(owner, TWO);
  const complete = `/uploads/${upload.id}/complete`;
  await owner.problem('upload-incomplete', 'POST', complete);
  await put(upload, 1, TWO[0] as Buffer);
  const { body } = await owner.problem('upload-incomplete', 'POST', complete);
  assert.deepEqual(
    body.errors?.map(({ pointer }) => pointer),
    ['/parts/2'],
  );
  assert.equal((await statusOf(owner, `/uploads/${upload.id}`)).status, 'OPEN');
  await put(upload, 2, TWO[1] as Buffer);
  await owner.post(complete, { expect: 202 });
  await becomes(owner, `/uploads/${upload.id}`, Buffer.concat(TWO));
});

test('an altered part does not get into the store, and a wrong ETag or number is a 422', async () => {
  const { owner } = await workspace;
  const bytes = Buffer.from('as declared');
  const upload = await begin(owner, [bytes]);
  const { url, headers } = upload.parts[0] ?? assert.fail();
  const altered = await fetch(url, { method: 'PUT', headers, body: 'as declareD' });
  assert.equal(altered.status, 400);
  const complete = `/uploads/${upload.id}/complete`;
  await owner.problem('upload-incomplete', 'POST', complete);
  const etag = await put(upload, 1, bytes);
  for (const parts of [
    [{ number: 1, etag: '00000000000000000000000000000000' }],
    [
      { number: 1, etag },
      { number: 2, etag },
    ],
    [
      { number: 1, etag },
      { number: 1, etag },
    ],
  ])
    await owner.problem('unprocessable', 'POST', complete, { json: { parts } });
  assert.equal((await statusOf(owner, `/uploads/${upload.id}`)).status, 'OPEN');
});

test('a declared digest that proves wrong ends as ERROR', async () => {
  const { owner } = await workspace;
  const bytes = Buffer.from('not what its digest says');
  const upload = await begin(owner, [bytes], { sha256: sha256(Buffer.from('something else')) });
  await put(upload, 1, bytes);
  await owner.post(`/uploads/${upload.id}/complete`, { expect: 202 });
  const { fileId } = await ended(owner, `/uploads/${upload.id}`);
  const file = await verified(owner, fileId);
  assert.deepEqual([file.processingStatus, file.error?.code, file.sha256], ['ERROR', 'DIGEST_MISMATCH', null]);
  await owner.problem('gone', 'GET', `/files/${fileId}/content`);
});

test('declarations that cannot hold are refused, each with its place', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const good = wish(dossierId, TWO);
  const refused = async (code: string, json: object): Promise<readonly string[]> => {
    const { body }: { body: ProblemBody } = await owner.problem(code, 'POST', '/uploads/presigned', { json });
    return body.errors?.map(({ pointer }) => pointer) ?? [];
  };
  assert.deepEqual(await refused('unprocessable', { ...good, size: good.size - 1 }), ['/size']);
  assert.deepEqual(await refused('unprocessable', { ...good, parts: good.parts.toReversed() }), ['/parts/0/size']);
  assert.deepEqual(await refused('unprocessable', { ...good, dossierId: randomUUID() }), ['/dossierId']);
  assert.deepEqual(await refused('unprocessable', { ...good, filename: undefined }), ['/filename']);
  assert.deepEqual(await refused('unprocessable', { ...good, fileId: randomUUID() }), ['']);
  await refused('too-large', { ...good, size: 65 * MIB, parts: [{ size: 65 * MIB, crc32c: 1 }] });
  await refused('invalid-request', { ...good, parts: [] });
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await refused('dossier-trashed', good);
});

test('an upload of somebody else does not exist; a cancelled or completed one is signed no more', async () => {
  const { owner } = await workspace;
  const upload = await begin(owner, [Buffer.from('mine')]);
  const member = await (await workspace).as('MEMBER');
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/parts'],
    ['POST', '/complete'],
    ['DELETE', ''],
  ] as const)
    await member.problem('not-found', method, `/uploads/${upload.id}${path}`);
  await owner.delete(`/uploads/${upload.id}`, { expect: 204 });
  await owner.problem('gone', 'GET', `/uploads/${upload.id}/parts`);
  await owner.problem('gone', 'POST', `/uploads/${upload.id}/complete`);
  assert.equal((await statusOf(owner, `/uploads/${upload.id}`)).status, 'CANCELLED');
  const other = await begin(owner, [Buffer.from('mine')]);
  await put(other, 1, Buffer.from('mine'));
  await owner.post(`/uploads/${other.id}/complete`, { expect: 202 });
  await ended(owner, `/uploads/${other.id}`);
  await owner.problem('upload-closed', 'GET', `/uploads/${other.id}/parts`);
  await owner.problem('upload-closed', 'DELETE', `/uploads/${other.id}`);
});

test('a dossier that is trashed before the upload completes ends it as FAILED, and its bytes go', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const bytes = Buffer.from('too late');
  const upload = (await owner.post<PresignedUpload>('/uploads/presigned', { json: wish(dossierId, [bytes]), expect: 201 })).body;
  await put(upload, 1, bytes);
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await owner.post(`/uploads/${upload.id}/complete`, { expect: 202 });
  const { status, error, fileId } = await ended(owner, `/uploads/${upload.id}`);
  assert.deepEqual([status, error?.code, fileId], ['FAILED', 'DOSSIER_TRASHED', null]);
});
