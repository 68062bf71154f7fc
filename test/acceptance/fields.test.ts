import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Client } from '../support/client.ts';
import { operations } from '../support/contract.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { pathOf, SAMPLES } from './samples.ts';

type Item = Readonly<Record<string, unknown>>;

const sparse = operations.filter((one) => one.query.some(({ name }) => name === '_fields_only'));
// its addresses are signed by the program, not read from the database
const UNSHAPED = ['getUploadParts'];
// a list shows its fields only when there is something in it
const FILLED = ['createFileResultPackage', 'uploadFiles'];

const world = (async () => {
  const { owner } = await freshWorkspace();
  for (const id of FILLED) {
    const call = await SAMPLES[id]?.prepare(owner);
    const path = operations.find(({ operationId }) => operationId === id)?.path ?? '';
    await owner.post(pathOf(path, call?.ids), call?.options);
  }
  return owner;
})();

const itemOf = (body: unknown): Item => {
  const { results } = body as { results?: readonly Item[] };
  return results ? (results[0] ?? {}) : (body as Item);
};

/** The address of a good call; a list of one dossier's files is that of a dossier with a file. */
async function addressOf(owner: Client, { operationId, path }: { readonly operationId: string; readonly path: string }): Promise<string> {
  if (operationId === 'listDossierFiles') {
    const { body } = await owner.get<{ results: { dossierId: string }[] }>('/files?limit=1', { expect: 200 });
    return pathOf(path, { dossierId: body.results[0]?.dossierId ?? '' });
  }
  return pathOf(path, (await SAMPLES[operationId]?.prepare(owner))?.ids);
}

test('every item and list of JSON lets its fields be chosen', () => {
  const reads = operations.filter(({ method, responses, scopes, tenant }) => {
    const types = Object.keys(responses['200']?.content ?? {});
    return method === 'GET' && (tenant || scopes.length > 0) && types.includes('application/json');
  });
  assert.deepEqual(
    reads.filter((one) => !sparse.includes(one)).map(({ operationId }) => operationId),
    UNSHAPED,
  );
  assert.ok(sparse.length >= 15);
});

for (const operation of sparse) {
  test(`${operation.operationId}: answers the chosen fields only`, async () => {
    const owner = await world;
    const path = await addressOf(owner, operation);
    const whole = await owner.get(path, { expect: 200 });
    const names = Object.keys(itemOf(whole.body));
    assert.ok(names.length > 3);
    const [first = '', second = ''] = names;
    const one = await owner.get(path, { query: { _fields_only: first }, expect: 200 });
    assert.deepEqual(Object.keys(itemOf(one.body)), [first]);
    const two = await owner.get(path, { query: { _fields_only: `${second},${first}` }, expect: 200 });
    assert.deepEqual(Object.keys(itemOf(two.body)), [first, second]);
    const rest = await owner.get(path, { query: { _fields_exclude: first }, expect: 200 });
    assert.deepEqual(
      Object.keys(itemOf(rest.body)),
      names.filter((name) => name !== first),
    );
    if (whole.headers.etag !== undefined) {
      assert.notEqual(one.headers.etag, whole.headers.etag);
      await owner.get(path, { query: { _fields_only: first }, headers: { 'if-none-match': one.headers.etag }, expect: 304 });
    }
    for (const query of [{ _fields_only: 'nonsense' }, { _fields_exclude: 'nonsense' }]) {
      const { body } = await owner.problem('invalid-request', 'GET', path, { query });
      assert.equal(body.errors?.[0]?.pointer, Object.keys(query)[0]);
      for (const name of names) assert.ok(body.detail.includes(name), name);
    }
    await owner.problem('invalid-request', 'GET', path, { query: { _fields_only: first, _fields_exclude: second } });
    assert.equal((await owner.request('GET', `${path}?_fields_only=${first}&_fields_only=${second}`)).status, 400);
  });
}

test('names may be separated by commas as they are, and by encoded ones', async () => {
  const owner = await world;
  for (const choice of ['_fields_only=id,name', '_fields_only=id%2Cname']) {
    const { body } = await owner.get(`/dossiers?${choice}`, { expect: 200 });
    assert.deepEqual(Object.keys(itemOf(body)), ['id', 'name']);
  }
});

test('fields inside another one are chosen with two underscores', async () => {
  const owner = await world;
  const call = await SAMPLES['getResultPackage']?.prepare(owner);
  const path = pathOf('/result-packages/{resultPackageId}', call?.ids);
  const query = { _fields_only: 'progress__filesDone,progress__filesTotal,status' };
  const { body } = await owner.get<{ status: string; progress: object }>(path, { query, expect: 200 });
  assert.deepEqual(
    [Object.keys(body), Object.keys(body.progress)],
    [
      ['status', 'progress'],
      ['filesDone', 'filesTotal'],
    ],
  );
});

test('a page keeps the choice of fields for the next one', async () => {
  const { owner } = await freshWorkspace();
  for (const name of ['a', 'b']) await owner.post('/dossiers', { json: { name }, expect: 201 });
  const query = { limit: 1, sort: 'name', _fields_only: 'name' };
  const first = await owner.get<{ next: string }>('/dossiers', { query, expect: 200 });
  const { body } = await owner.get<{ results: object[] }>(first.body.next, { expect: 200 });
  assert.deepEqual(body.results, [{ name: 'b' }]);
});
