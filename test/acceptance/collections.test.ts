import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type Operation, operations } from '../support/contract.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { pathOf, SAMPLES } from './samples.ts';

interface Described {
  readonly methods: readonly string[];
  readonly limit: { readonly default: number; readonly maximum: number };
  readonly sort: { readonly default: string; readonly fields: readonly string[] };
  readonly filters: readonly { readonly name: string; readonly operator: string; readonly values: readonly string[] | null }[];
  readonly fields: readonly string[];
}

const shared = freshWorkspace();
const sortOf = (list: Operation | undefined) => list?.query.find(({ name }) => name === 'sort');
const lists = operations.filter((one) => one.method === 'GET' && one.tenant && sortOf(one) !== undefined);
// what every list takes beside its filters
const COMMON = ['limit', 'offset', 'cursor', 'sort', '_fields_only', '_fields_exclude'];

test('every list in a workspace says what may be asked of it', () => {
  const described = operations.filter((one) => one.method === 'OPTIONS' && one.responses['200']).map(({ path }) => path);
  assert.ok(lists.length >= 6);
  assert.deepEqual(
    lists.filter(({ path }) => !described.includes(path)).map(({ operationId }) => operationId),
    [],
  );
});

for (const list of lists) {
  test(`${list.operationId}: what is said of it is what the contract says, and what it takes`, async () => {
    const { owner } = await shared;
    const path = pathOf(list.path, (await SAMPLES[list.operationId]?.prepare(owner))?.ids);
    const { body, headers } = await owner.request<Described>('OPTIONS', path, { expect: 200 });

    const methods = operations.filter((one) => one.path === list.path && one.listener === 'public').map(({ method }) => method);
    assert.deepEqual([...body.methods].sort(), methods.sort());
    assert.equal(headers.allow, body.methods.join(', '));

    const filters = list.query.filter(({ name }) => !COMMON.includes(name));
    const valuesOf = (all: readonly { name: string; values: unknown }[]) =>
      Object.fromEntries(all.map(({ name, values }) => [name, values]));
    assert.deepEqual(valuesOf(body.filters), valuesOf(filters));
    for (const { name, operator } of body.filters) assert.equal(name.includes('['), name.endsWith(`[${operator}]`), name);

    const limit = list.query.find(({ name }) => name === 'limit')?.schema;
    assert.deepEqual(body.limit, { default: limit?.['default'], maximum: limit?.['maximum'] });
    assert.equal(body.sort.default, sortOf(list)?.schema['default']);
    const pattern = new RegExp(String(sortOf(list)?.schema['pattern']));
    for (const name of body.sort.fields) {
      assert.match(name, pattern);
      await owner.get(path, { query: { sort: `-${name}`, limit: 1 }, expect: 200 });
    }
    await owner.get(path, { query: { _fields_only: body.fields.join(',') }, expect: 200 });
  });
}
