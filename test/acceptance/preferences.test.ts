import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newDossier, textFile, upload, uploadOne } from '../features/files/support.ts';
import { operations } from '../support/contract.ts';
import type { Dossier, FileItem, List, ResultPackage } from '../support/shapes.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { pathOf, SAMPLES } from './samples.ts';

const minimal = { prefer: 'return=minimal' };
const optional = operations.filter((one) => one.preferences.includes('return'));

test('the operations that make or change an item take return=minimal', () => {
  assert.ok(optional.length >= 10);
  for (const { method } of optional) assert.match(method, /^(POST|PATCH)$/);
});

for (const operation of optional) {
  test(`${operation.operationId}: return=minimal leaves the body out and nothing else`, async () => {
    const { owner } = await freshWorkspace();
    const prepare = async () => {
      const call = await SAMPLES[operation.operationId]?.prepare(owner);
      return { path: pathOf(operation.path, call?.ids), options: call?.options ?? {} };
    };
    const whole = await prepare();
    const full = await owner.request(operation.method, whole.path, whole.options);
    const bare = await prepare();
    const headers = { ...bare.options.headers, ...minimal };
    const short = await owner.request(operation.method, bare.path, { ...bare.options, headers });
    assert.equal(short.status, full.status === 200 ? 204 : full.status);
    assert.deepEqual([short.bytes.length, short.headers['content-type']], [0, undefined]);
    assert.equal(short.headers['preference-applied'], 'return=minimal');
    assert.equal(full.headers['preference-applied'], undefined);
    for (const name of ['etag', 'location', 'retry-after']) assert.equal(name in short.headers, name in full.headers, name);
  });
}

test('a problem comes whole, and so does what is read', async () => {
  const { owner } = await freshWorkspace();
  const refused = await owner.problem('invalid-request', 'POST', '/dossiers', { json: {}, headers: minimal });
  assert.equal(refused.headers['preference-applied'], undefined);
  const read = await owner.get<List<unknown>>('/dossiers', { headers: minimal, expect: 200 });
  assert.equal(read.body.count, 0);
});

test('what was changed without an answer is changed, and its new ETag holds', async () => {
  const { owner } = await freshWorkspace();
  const made = await owner.post('/dossiers', { json: { name: 'one' }, headers: minimal, expect: 201 });
  const path = String(made.headers.location);
  const changed = await owner.patch(path, { json: { name: 'two' }, headers: { ...minimal, 'if-match': made.headers.etag }, expect: 204 });
  const { body, headers } = await owner.get<Dossier>(path, { expect: 200 });
  assert.deepEqual([body.name, headers.etag], ['two', changed.headers.etag]);
});

test('Prefer: wait answers a result package when it is made, as 201', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner));
  const json = { selection: { fileIds: [file.id] } };
  for (const [path, body] of [
    ['/result-packages', json],
    [`/files/${file.id}/result-packages`, {}],
    [`/dossiers/${file.dossierId}/result-packages`, {}],
  ] as const) {
    const made = await owner.post<ResultPackage>(path, { json: body, headers: { prefer: 'wait=30' }, expect: 201 });
    assert.equal(made.body.status, 'READY');
    assert.equal(made.headers['preference-applied'], 'wait=30');
    assert.equal(made.headers['retry-after'], undefined);
    await owner.get(`${String(made.headers.location)}/content`, { expect: 200 });
  }
  const both = await owner.post('/result-packages', { json, headers: { prefer: 'wait=30, return=minimal' }, expect: 201 });
  assert.deepEqual([both.bytes.length, both.headers['preference-applied']], [0, 'wait=30, return=minimal']);
  await owner.post('/result-packages', { json, headers: { prefer: 'respond-async' }, expect: 202 });
});

test('Prefer: wait reads a package, a job and the status of a file when the work is over; no time, no waiting', async () => {
  const { owner } = await freshWorkspace();
  const dossier = await newDossier(owner);
  const wait = { prefer: 'wait=60' };
  const [file] = (await upload(owner, dossier, [textFile('one.txt')])).body.results;
  const status = await owner.get<FileItem>(`/files/${file?.id}/status`, { headers: wait, expect: 200 });
  assert.equal(status.body.processingStatus, 'PROCESSED');
  assert.equal(status.headers['preference-applied'], 'wait=30');
  assert.equal(status.headers['retry-after'], undefined);
  for (const { id } of (await owner.get<List<{ id: string }>>('/jobs', { expect: 200 })).body.results) {
    const job = await owner.get<{ status: string }>(`/jobs/${id}`, { headers: wait, expect: 200 });
    assert.deepEqual([job.body.status, job.headers['preference-applied']], ['COMPLETED', 'wait=30']);
  }
  const asked = await owner.post<ResultPackage>(`/dossiers/${dossier}/result-packages`, { json: {}, expect: 202 });
  const query = { _fields_only: 'id,progress__filesDone' };
  const path = `/result-packages/${asked.body.id}`;
  const ready = await owner.get<Pick<ResultPackage, 'id' | 'progress'>>(path, { query, headers: wait, expect: 200 });
  assert.deepEqual(ready.body, { id: asked.body.id, progress: { filesDone: 1 } });
  assert.equal((await owner.get<ResultPackage>(path, { headers: { prefer: 'wait=0' }, expect: 200 })).body.status, 'READY');
});
