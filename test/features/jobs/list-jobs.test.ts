import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { FileItem, Job, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, uploadOne } from '../files/support.ts';
import { readyPackage } from '../result-packages/support.ts';

test('a workspace follows its jobs, from the list and one by one', async () => {
  const { owner } = await freshWorkspace();
  const file = await uploadOne(owner, await newDossier(owner), textFile('secret name.txt'));
  await waitFor('the analysis', async () => (await owner.get<FileItem>(`/files/${file.id}`)).body.processingStatus === 'PROCESSED');
  const made = await readyPackage(owner, `/files/${file.id}/result-packages`);
  const listed = await waitFor('both are over', async () => {
    const { bytes, body } = await owner.get<List<Job>>('/jobs', { query: { sort: 'dateAdded' } });
    assert.ok(!bytes.includes('secret'));
    return body.results.filter(({ status }) => status === 'COMPLETED').length === 2 && body.results;
  });
  const facts = listed.map(({ kind, status, attempt, attempts, subject, error }) => ({ kind, status, attempt, attempts, subject, error }));
  const done = { status: 'COMPLETED', attempt: 1, attempts: 9, error: null };
  const subject = { type: 'RESULT_PACKAGE', id: made.id, version: null };
  assert.deepEqual(facts, [
    { kind: 'ANALYZE_FILE', ...done, subject: { type: 'FILE', id: file.id, version: 1 } },
    { kind: 'BUILD_RESULT_PACKAGE', ...done, subject },
    { kind: 'EXPIRE_RESULT_PACKAGE', ...done, status: 'WAITING', attempt: 0, subject },
  ]);
  const [analysis, , expiry] = listed;
  assert.equal(expiry?.startAfter, made.expiresAt);
  assert.ok(analysis?.dateStarted && analysis.dateEnded && analysis.startAfter === null);

  const item = await owner.get<Job>(`/jobs/${analysis.id}`, { expect: 200 });
  assert.deepEqual(item.body, analysis);
  assert.equal(item.headers['retry-after'], undefined);
  await owner.get(`/jobs/${analysis.id}`, { headers: { 'if-none-match': item.headers.etag }, expect: 304 });
  assert.equal((await owner.get(`/jobs/${expiry.id}`, { expect: 200 })).headers['retry-after'], '1');
});

test('kinds and states are filters, and pages follow each other', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  for (let n = 0; n < 3; n += 1) await uploadOne(owner, dossierId);
  await waitFor('the analyses', async () => (await owner.get<List<Job>>('/jobs', { query: { status: 'COMPLETED' } })).body.count === 3);
  const kinds = async (query: Record<string, string>): Promise<string[]> =>
    (await owner.get<List<Job>>('/jobs', { query })).body.results.map(({ kind }) => kind);
  assert.deepEqual(await kinds({ status: 'FAILED' }), []);
  assert.deepEqual(await kinds({ kind: 'BUILD_RESULT_PACKAGE' }), []);
  assert.equal((await kinds({ kind: 'ANALYZE_FILE', status: 'COMPLETED' })).length, 3);
  await owner.problem('invalid-request', 'GET', '/jobs', { query: { kind: 'trash.purge-file' } });
  const seen: string[] = [];
  for (let next: string | null = '/jobs?limit=1'; next !== null; ) {
    const { body }: { body: List<Job> } = await owner.get<List<Job>>(next);
    seen.push(...body.results.map(({ id }) => id));
    next = body.next;
  }
  assert.equal(new Set(seen).size, 3);
});

test('a job of another workspace is not found like an unknown one, and counted by nobody', async () => {
  const [here, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
  await uploadOne(here.owner, await newDossier(here.owner));
  const [job] = (await here.owner.get<List<Job>>('/jobs')).body.results;
  assert.ok(job);
  await elsewhere.owner.problem('not-found', 'GET', `/jobs/${job.id}`);
  await here.owner.problem('not-found', 'GET', `/jobs/${randomUUID()}`);
  const { body } = await elsewhere.owner.get<List<Job>>('/jobs');
  assert.deepEqual([body.count, body.results], [0, []]);
});
