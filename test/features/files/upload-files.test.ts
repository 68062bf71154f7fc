import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Part } from '../../support/multipart.ts';
import type { Dossier, FileItem, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf, textFile, type Uploaded, upload, uploadOne } from './support.ts';

const PDF = '%PDF-1.7\n%%EOF\n';
const HTML = '<!DOCTYPE html><script>alert(1)</script>';
const NOTHING = { objects: 0, uploads: 0, intents: 0 };

test('one file by multipart: 202, its place, its facts, and its bytes in the store', async () => {
  const { id: workspaceId, owner, ownerUser } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const metadata = { name: 'metadata', contentType: 'application/json', content: JSON.stringify({ title: 'Prüfbericht' }) };
  const answer = await upload(owner, dossierId, [
    metadata,
    { name: 'file', filename: 'Bericht „Ö“.pdf', contentType: 'application/pdf', content: PDF },
  ]);
  const [file] = answer.body.results;
  assert.ok(file);
  assert.equal(answer.body.count, 1);
  assert.ok(answer.headers.location?.endsWith(`/api/v1/files/${file.id}`));
  assert.equal(answer.headers['retry-after'], '1');
  assert.deepEqual(
    [
      file.dossierId,
      file.filename,
      file.title,
      file.mediaType,
      file.size,
      file.version,
      file.createdBy,
      file.workflowStatus,
      file.assigneeId,
    ],
    [dossierId, 'Bericht „Ö“.pdf', 'Prüfbericht', 'application/pdf', PDF.length, 1, ownerUser.userId, 'NEW', null],
  );
  assert.equal(file.sha256, createHash('sha256').update(PDF).digest('hex'));
  assert.equal((await owner.get<FileItem>(String(answer.headers.location), { expect: 200 })).body.id, file.id);
  assert.deepEqual(await storedOf(workspaceId), { objects: 1, uploads: 0, intents: 0 });
});

test('several files at once: in their order, each title to the file after it, Location is the list', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const title = (text: string): Part => ({ name: 'metadata', content: JSON.stringify({ title: text }) });
  const answer = await upload(owner, dossierId, [title('First'), textFile('a.txt'), textFile('b.txt'), title('Third'), textFile('c.txt')]);
  assert.deepEqual(
    answer.body.results.map(({ filename, title: given }) => [filename, given]),
    [
      ['a.txt', 'First'],
      ['b.txt', 'b.txt'],
      ['c.txt', 'Third'],
    ],
  );
  assert.ok(answer.headers.location?.endsWith(`/api/v1/dossiers/${dossierId}/files`));
  const { body } = await owner.get<Dossier>(`/dossiers/${dossierId}`);
  assert.deepEqual([body.fileCount, body.byteCount], [3, answer.body.results.reduce((sum, { size }) => sum + size, 0)]);
});

test('a raw body is the file; its names come from the query', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const answer = await owner.post<Uploaded>(`/dossiers/${dossierId}/files`, {
    body: PDF,
    headers: { 'content-type': 'application/pdf' },
    query: { filename: 'räw.pdf', title: 'As it is' },
    expect: 202,
  });
  const [file] = answer.body.results;
  assert.deepEqual([file?.filename, file?.title, file?.mediaType, file?.size], ['räw.pdf', 'As it is', 'application/pdf', PDF.length]);
});

test('a raw body of JSON is a file like any other', async () => {
  const { owner } = await freshWorkspace();
  const path = `/dossiers/${await newDossier(owner)}/files`;
  const body = `{"not": "for us to read"${' '.repeat(400_000)}}`;
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const answer = await owner.post<Uploaded>(path, { body, headers, query: { filename: 'data.json' }, expect: 202 });
  const [file] = answer.body.results;
  assert.deepEqual([file?.mediaType, file?.size], ['application/json', body.length]);
  assert.equal((await owner.get(`/files/${file?.id}/content`, { expect: 200 })).bytes.toString(), body);
});

test('a body of several parts of the store arrives unharmed', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const content = Buffer.alloc(20 * 1024 * 1024 + 17);
  for (let at = 0; at < content.length; at += 4096) content.writeUInt32LE(at, Math.min(at, content.length - 4));
  const file = await uploadOne(owner, dossierId, { name: 'file', filename: 'big.bin', contentType: 'application/octet-stream', content });
  assert.equal(file.size, content.length);
  assert.equal(file.sha256, createHash('sha256').update(content).digest('hex'));
  assert.ok((await owner.get(`/files/${file.id}/content`, { expect: 200 })).bytes.equals(content));
});

test('two uploads of the same bytes are two files', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const [one, two] = [await uploadOne(owner, dossierId), await uploadOne(owner, dossierId)];
  assert.notEqual(one.id, two.id);
  assert.equal(one.sha256, two.sha256);
  assert.deepEqual(await storedOf(workspaceId), { objects: 2, uploads: 0, intents: 0 });
});

test('S41: names are made safe, and refused when nothing is left of them', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const names: readonly (readonly [string, string])[] = [
    ['../../etc/passwd', 'passwd'],
    ['..\\x.txt', 'x.txt'],
    ['C:\\temp\\y.txt', 'y.txt'],
    ['CON.txt', '_CON.txt'],
    ['gpj.\u202etxt', 'gpj.txt'],
    [`${'n'.repeat(296)}.txt`, `${'n'.repeat(251)}.txt`],
  ];
  for (const [given, stored] of names) assert.equal((await uploadOne(owner, dossierId, textFile(given))).filename, stored);
  for (const given of ['..', '/', '\u202e']) {
    await owner.problem('filename-invalid', 'POST', `/dossiers/${dossierId}/files`, { multipart: [textFile(given)] });
  }
  await owner.problem('filename-invalid', 'POST', `/dossiers/${dossierId}/files`, { body: 'x', headers: { 'content-type': 'text/plain' } });
  assert.equal((await storedOf(workspaceId)).objects, names.length);
});

test('S43: bytes that are positively something else are refused, unknown ones are stored as declared', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const path = `/dossiers/${dossierId}/files`;
  const pdf = (content: string): Part => ({ name: 'file', filename: 'x.pdf', contentType: 'application/pdf', content });
  for (const content of [HTML, '<svg xmlns="http://www.w3.org/2000/svg"/>', `MZ\u0000${'\u0001'.repeat(100)}`]) {
    await owner.problem('media-type-mismatch', 'POST', path, { multipart: [pdf(content)] });
  }
  const untyped = { name: 'file', filename: 'x.pdf', contentType: 'application/octet-stream', content: HTML };
  await owner.problem('media-type-mismatch', 'POST', path, { multipart: [untyped] });
  assert.equal((await uploadOne(owner, dossierId, pdf('nobody knows'))).mediaType, 'application/pdf');
  assert.equal((await uploadOne(owner, dossierId, { ...untyped, content: PDF })).mediaType, 'application/pdf');
});

const form = (content: string, contentType = 'multipart/form-data; boundary=b'): { body: string; headers: Record<string, string> } => ({
  body: content.replaceAll('\n', '\r\n'),
  headers: { 'content-type': contentType },
});
const FAULTS: readonly (readonly [what: string, code: string, options: Parameters<typeof form> | readonly Part[]])[] = [
  ['no file', 'file-empty', [{ name: 'metadata', content: '{}' }].slice(1)],
  ['an empty file', 'file-empty', [textFile('e.txt', '')]],
  ['a good file and an empty one', 'file-empty', [textFile('a.txt'), textFile('e.txt', '')]],
  ['an unknown part', 'invalid-request', [{ name: 'dossier', content: 'x' }, textFile('a.txt')]],
  ['an unknown field of the metadata', 'invalid-request', [{ name: 'metadata', content: '{"owner":"x"}' }, textFile('a.txt')]],
  ['a title with a control character', 'invalid-request', [{ name: 'metadata', content: '{"title":"a\\u0000b"}' }, textFile('a.txt')]],
  ['metadata that is no JSON', 'invalid-request', [{ name: 'metadata', content: '{' }, textFile('a.txt')]],
  ['metadata without a file after it', 'invalid-request', [textFile('a.txt'), { name: 'metadata', content: '{}' }]],
  ['metadata twice', 'invalid-request', [{ name: 'metadata', content: '{}' }, { name: 'metadata', content: '{}' }, textFile('a.txt')]],
  ['a form without a boundary', 'invalid-request', ['--b--\n', 'multipart/form-data']],
  ['a form that ends early', 'invalid-request', ['--b\nContent-Disposition: form-data; name="file"; filename="a.txt"\n\nhalf a fi']],
  ['a part without a name', 'invalid-request', ['--b\nContent-Disposition: form-data\n\nabc\n--b--\n']],
  ['a part without a name of a file', 'filename-invalid', ['--b\nContent-Disposition: form-data; name="file"\n\nabc\n--b--\n']],
];
test('a faulty form is answered with what is wrong, and nothing of it is stored', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const path = `/dossiers/${dossierId}/files`;
  for (const [what, code, given] of FAULTS) {
    const options = typeof given[0] === 'string' ? form(...(given as Parameters<typeof form>)) : { multipart: given as readonly Part[] };
    const answer = await owner.request<{ code: string }>('POST', path, options);
    assert.equal(answer.body.code, code, what);
  }
  assert.deepEqual(await storedOf(workspaceId), NOTHING);
  assert.equal((await owner.get<List<FileItem>>(path, { expect: 200 })).body.count, 0);
  assert.equal((await owner.get<Dossier>(`/dossiers/${dossierId}`)).body.fileCount, 0);
});

test('S46: a compressed body is refused', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const headers = { 'content-type': 'application/pdf', 'content-encoding': 'gzip' };
  await owner.problem('unsupported-media-type', 'POST', `/dossiers/${dossierId}/files`, {
    body: PDF,
    headers,
    query: { filename: 'x.pdf' },
  });
});

test('nothing is stored for those who may not: reader, stranger, unknown and trashed dossier', async () => {
  const [here, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
  const dossierId = await newDossier(here.owner);
  const path = `/dossiers/${dossierId}/files`;
  const options = { multipart: [textFile('a.txt')] };
  await here.owner.post(path, { ...options, expect: 202 });
  await (await here.as('MEMBER')).post(path, { ...options, expect: 202 });
  await (await here.as('READER')).problem('role-too-low', 'POST', path, options);
  await (await here.as('AUDITOR')).problem('role-too-low', 'POST', path, options);
  await elsewhere.owner.problem('not-found', 'POST', path, options);
  await elsewhere.owner.inWorkspace(here.id).problem('workspace-forbidden', 'POST', path, options);
  await here.owner.problem('not-found', 'POST', `/dossiers/${newId()}/files`, options);
  await here.owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await here.owner.problem('dossier-trashed', 'POST', path, options);
  assert.equal((await storedOf(here.id)).objects, 2);
  assert.deepEqual(await storedOf(elsewhere.id), NOTHING);
});
