import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Answer, CallOptions, Client } from '../../support/client.ts';
import type { Part } from '../../support/multipart.ts';
import type { Dossier, FileItem, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf, textFile, uploadOne } from './support.ts';

const PDF = '%PDF-1.7\n%%EOF\n';
const raw = (body: string, query: Record<string, string> = {}, headers: Record<string, string> = {}): CallOptions => ({
  body,
  headers: { 'content-type': 'text/plain', ...headers },
  query,
});
const metadata = (value: object): Part => ({ name: 'metadata', contentType: 'application/json', content: JSON.stringify(value) });
const send = (client: Client, fileId: string, options: CallOptions): Promise<Answer<FileItem>> =>
  client.post<FileItem>(`/files/${fileId}/versions`, { ...options, expect: 202 });
const text = async (client: Client, fileId: string, version?: number): Promise<string> => {
  const query: Record<string, number> = version === undefined ? {} : { version };
  return (await client.get(`/files/${fileId}/content`, { query, expect: 200 })).bytes.toString();
};

test('a new version is the current one everywhere, and the old one is still there', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const first = await uploadOne(owner, dossierId, textFile('note.txt', 'first'));
  const answer = await send(owner, first.id, raw('the second'));
  const second = answer.body;
  assert.deepEqual(
    [second.id, second.version, second.size, second.filename, second.title, second.processingStatus],
    [first.id, 2, 10, 'note.txt', 'note.txt', 'UPLOADED'],
  );
  assert.equal(second.sha256, createHash('sha256').update('the second').digest('hex'));
  assert.ok(answer.headers.location?.endsWith(`/api/v1/files/${first.id}/status?version=2`));
  assert.equal(answer.headers['retry-after'], '1');
  const monitor = await owner.get<{ version: number }>(String(answer.headers.location), { expect: 200 });
  assert.equal(monitor.body.version, 2);
  const { body: listed } = await owner.get<List<FileItem>>(`/dossiers/${dossierId}/files`, { expect: 200 });
  assert.deepEqual([listed.count, listed.results[0]?.version, listed.results[0]?.size], [1, 2, 10]);
  const { body: dossier } = await owner.get<Dossier>(`/dossiers/${dossierId}`, { expect: 200 });
  assert.deepEqual([dossier.fileCount, dossier.byteCount], [1, 10]);
  assert.deepEqual(
    [await text(owner, first.id), await text(owner, first.id, 2), await text(owner, first.id, 1)],
    ['the second', 'the second', 'first'],
  );
  assert.deepEqual(await storedOf(workspaceId), { objects: 2, uploads: 0, intents: 0 });
});

test('its ETag makes the next change safe: a version for a file that changed since is refused, and nothing of it stays', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const { headers } = await owner.get(`/files/${file.id}`, { expect: 200 });
  const second = await send(owner, file.id, raw('two', {}, { 'if-match': String(headers.etag) }));
  await owner.problem('precondition-failed', 'POST', `/files/${file.id}/versions`, raw('lost', {}, { 'if-match': String(headers.etag) }));
  await send(owner, file.id, raw('three', {}, { 'if-match': String(second.headers.etag) }));
  assert.equal(await text(owner, file.id), 'three');
  assert.deepEqual(await storedOf(workspaceId), { objects: 3, uploads: 0, intents: 0 });
});

test('the name of a part is not looked at; names chosen for the file are, and each version keeps the one it had', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner), textFile('plan.txt', 'a'));
  const scanned: Part = { name: 'file', filename: 'scan0001.txt', contentType: 'text/plain', content: 'b' };
  const named = async (options: CallOptions) => {
    const { body } = await send(owner, file.id, options);
    return [body.filename, body.title];
  };
  assert.deepEqual(await named({ multipart: [scanned] }), ['plan.txt', 'plan.txt']);
  assert.deepEqual(await named({ multipart: [metadata({ filename: '../plan.md' }), scanned] }), ['plan.md', 'plan.md']);
  assert.deepEqual(await named({ multipart: [metadata({ title: 'The plan' }), scanned] }), ['plan.md', 'The plan']);
  assert.deepEqual(await named(raw('c', { filename: 'final.txt' })), ['final.txt', 'The plan']);
  assert.deepEqual(await named(raw('d', { title: 'Done' })), ['final.txt', 'Done']);
  for (const [version, name] of [
    [1, 'plan.txt'],
    [2, 'plan.txt'],
    [3, 'plan.md'],
    [4, 'plan.md'],
    [6, 'final.txt'],
  ] as const) {
    const head = await owner.head(`/files/${file.id}/content`, { query: { version }, expect: 200 });
    assert.match(String(head.headers['content-disposition']), new RegExp(name), `version ${version}`);
  }
});

test('content of another type needs a name that fits', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner), textFile('letter.txt'));
  const options = { body: PDF, headers: { 'content-type': 'application/octet-stream' } };
  await owner.problem('media-type-mismatch', 'POST', `/files/${file.id}/versions`, options);
  const { body } = await send(owner, file.id, { ...options, query: { filename: 'letter.pdf' } });
  assert.deepEqual([body.filename, body.mediaType, body.version], ['letter.pdf', 'application/pdf', 2]);
});

test('a faulty upload makes no version', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const cases: readonly (readonly [code: string, options: CallOptions])[] = [
    ['too-large', { multipart: [textFile('a.txt'), textFile('b.txt')] }],
    ['file-empty', { multipart: [textFile('a.txt', '')] }],
    ['file-empty', raw('')],
    ['invalid-request', { multipart: [metadata({ filename: 7 }), textFile('a.txt')] }],
    ['invalid-request', { multipart: [metadata({ owner: 'x' }), textFile('a.txt')] }],
    ['invalid-request', { multipart: [{ name: 'other', content: 'x' }, textFile('a.txt')] }],
    ['filename-invalid', { multipart: [metadata({ filename: '..' }), textFile('a.txt')] }],
    ['filename-invalid', raw('x', { filename: '/' })],
  ];
  for (const [code, options] of cases) {
    const answer = await owner.request<{ code: string }>('POST', `/files/${file.id}/versions`, options);
    assert.equal(answer.body.code, code, JSON.stringify(answer.body));
  }
  assert.equal((await owner.get<FileItem>(`/files/${file.id}`, { expect: 200 })).body.version, 1);
  assert.deepEqual(await storedOf(workspaceId), { objects: 1, uploads: 0, intents: 0 });
});

test('for a file that is not there, in the trash, or not for the caller, nothing is stored', async () => {
  const workspace = await freshWorkspace();
  const { id: workspaceId, owner } = workspace;
  const dossierId = await newDossier(owner);
  const file = await uploadOne(owner, dossierId);
  const path = `/files/${file.id}/versions`;
  await (await workspace.as('READER')).problem('role-too-low', 'POST', path, raw('x'));
  await owner.problem('not-found', 'POST', `/files/${newId()}/versions`, raw('x'));
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await owner.problem('dossier-trashed', 'POST', path, raw('x'));
  await owner.post(`/dossiers/${dossierId}/restore`, { expect: 200 });
  await owner.delete(`/files/${file.id}`, { expect: 204 });
  await owner.problem('not-found', 'POST', path, raw('x'));
  assert.equal((await storedOf(workspaceId)).intents, 0);
});

test('versions sent at once get numbers without gap or double, and each has its own bytes', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner), textFile('a.txt', 'v1'));
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map(async (body) => ({ body, at: (await send(owner, file.id, raw(body))).body.version })),
  );
  assert.deepEqual(
    answers.map(({ at }) => at).toSorted((a, b) => a - b),
    [2, 3, 4, 5, 6],
  );
  for (const { body, at } of answers) assert.equal(await text(owner, file.id, at), body);
});

test('a package holds the version that was current when it was asked for', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner), textFile('a.txt', 'old'));
  await send(owner, file.id, raw('new'));
  const { body } = await owner.post<{ progress: { bytesTotal: number } }>(`/files/${file.id}/result-packages`, { expect: 202 });
  assert.equal(body.progress.bytesTotal, 3);
});
