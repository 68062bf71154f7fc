import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Answer, Client } from '../support/client.ts';
import { type Operation, operations } from '../support/contract.ts';
import type { Dossier, DossierTemplate, FileItem, List } from '../support/shapes.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Call, pathOf, SAMPLES } from './samples.ts';

// made once: what is refused changes nothing
const world = (async () => {
  const [a, b, deleted] = await Promise.all([freshWorkspace(), freshWorkspace(), freshWorkspace()]);
  await Promise.all([a.as('OWNER'), deleted.addMember(a.ownerUser, 'OWNER')]);
  await deleted.setState('DELETED');
  return { a, b, deletedId: deleted.id };
})();

const scoped = operations.filter((one) => one.tenant);
const send = (caller: Client, operation: Operation, call: Call): Promise<Answer<unknown>> =>
  caller.request(operation.method, pathOf(operation.path, call.ids), call.options);

/** What two answers may differ in without telling anything. */
function comparable(answer: Answer<unknown>, ...secret: readonly string[]): unknown {
  const { date: _, 'x-request-id': __, 'server-timing': _____, ...headers } = answer.headers;
  const text = answer.bytes.toString();
  if (text === '') return { status: answer.status, headers };
  const { requestId: ___, timestamp: ____, ...problem } = JSON.parse(text) as Record<string, unknown>;
  const body = secret.reduce((left, id) => left.replaceAll(id, '<id>'), JSON.stringify(problem));
  return { status: answer.status, headers, body };
}

test('every operation inside a workspace has a sample, and every sample an operation', () => {
  assert.deepEqual(Object.keys(SAMPLES).sort(), scoped.map((one) => one.operationId).sort());
});

for (const operation of scoped) {
  const { operationId, path } = operation;
  const sample = SAMPLES[operationId];
  if (!sample) continue; // the test above fails

  test(`S25: ${operationId}: a workspace that is foreign, unknown or deleted is the same 403`, async () => {
    const { a, b, deletedId } = await world;
    const call = await sample.prepare(b.owner);
    const answers: Answer<unknown>[] = [];
    for (const tenant of [b.id, randomUUID(), deletedId]) answers.push(await send(a.owner.inWorkspace(tenant), operation, call));
    const [foreign, unknown, deleted] = answers.map((answer) => comparable(answer));
    for (const answer of answers) {
      assert.equal(answer.status, 403);
      if (operation.method !== 'HEAD') assert.equal((answer.body as { code: string }).code, 'workspace-forbidden');
    }
    assert.deepEqual(unknown, foreign);
    assert.deepEqual(deleted, foreign);
    assert.equal((await send(b.owner, operation, call)).status, sample.status, 'the owner of the other workspace may');
  });

  if (!path.includes('{')) continue;

  test(`S27: ${operationId}: an id of another workspace is a 404 like an unknown one`, async () => {
    const { a, b } = await world;
    const call = await sample.prepare(b.owner);
    const strange = Object.fromEntries(Object.keys(call.ids ?? {}).map((name) => [name, randomUUID()]));
    const foreign = await send(a.owner, operation, call);
    const unknown = await send(a.owner, operation, { ...call, ids: strange });
    assert.equal(foreign.status, 404);
    if (operation.method !== 'HEAD') assert.equal((foreign.body as { code: string }).code, 'not-found');
    const ids = [...Object.values(call.ids ?? {}), ...Object.values(strange)];
    assert.deepEqual(comparable(foreign, ...ids), comparable(unknown, ...ids));
    assert.equal((await send(b.owner, operation, call)).status, sample.status, 'its owner may');
  });
}

test('S28: ids of another workspace in a body are refused like unknown ones, and nothing is made', async () => {
  const { b } = await world;
  const a = await freshWorkspace();
  const text = { body: 'hello', headers: { 'content-type': 'text/plain' }, query: { filename: 'a.txt' }, expect: 202 } as const;
  const makeIn = async (owner: Client) => {
    const dossier = (await owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 })).body.id;
    const file = (await owner.post<{ results: FileItem[] }>(`/dossiers/${dossier}/files`, text)).body.results[0]?.id ?? '';
    const template = (await owner.get<List<DossierTemplate>>('/dossier-templates')).body.results[0]?.id ?? '';
    return { dossier, file, template };
  };
  const [mine, theirs] = [await makeIn(a.owner), await makeIn(b.owner)];
  const cases: [string, (id: string) => object, string, string][] = [
    ['/dossiers', (id) => ({ name: 'x', dossierTemplateId: id }), theirs.template, mine.template],
    ['/result-packages', (id) => ({ selection: { fileIds: [id] } }), theirs.file, mine.file],
    ['/result-packages', (id) => ({ selection: { fileIds: [...new Set([mine.file, id])] } }), theirs.file, mine.file],
    ['/result-packages', (id) => ({ selection: { dossierIds: [id] } }), theirs.dossier, mine.dossier],
    ['/result-packages', (id) => ({ selection: { dossierIds: [mine.dossier], fileIds: [id] } }), theirs.file, mine.file],
  ];
  for (const [path, body, foreignId, ownId] of cases) {
    const strangeId = randomUUID();
    const before = (await a.owner.get<List<unknown>>(path)).body.count;
    const foreign = await a.owner.problem('unprocessable', 'POST', path, { json: body(foreignId) });
    const unknown = await a.owner.problem('unprocessable', 'POST', path, { json: body(strangeId) });
    assert.deepEqual(comparable(foreign, foreignId), comparable(unknown, strangeId));
    assert.equal((await a.owner.get<List<unknown>>(path)).body.count, before);
    assert.ok((await a.owner.post(path, { json: body(ownId) })).status < 300, `the same with an id of one's own: ${path}`);
  }
});

test('S32: one workspace with a role in another: only that role counts there', async () => {
  const [a, b] = [await freshWorkspace(), await freshWorkspace()];
  await b.addMember(a.ownerUser, 'READER');
  const visitor = a.owner.inWorkspace(b.id);
  await visitor.get('/dossiers', { expect: 200 });
  await visitor.problem('role-too-low', 'POST', '/dossiers', { json: { name: 'x' } });
});

test('S33: a removed member, a lowered role and a suspended workspace count from the next request on', async () => {
  const workspace = await freshWorkspace();
  const member = await workspace.as('MEMBER');
  await member.post('/dossiers', { json: { name: 'x' }, expect: 201 });
  const user = await workspace.user('MEMBER');
  await workspace.addMember(user, 'READER');
  await member.problem('role-too-low', 'POST', '/dossiers', { json: { name: 'x' } });
  await workspace.removeMember(user);
  await member.problem('workspace-forbidden', 'GET', '/dossiers');
  await workspace.owner.get('/dossiers', { expect: 200 });
  await workspace.setState('SUSPENDED');
  await workspace.owner.problem('workspace-forbidden', 'GET', '/dossiers');
});
