import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import { chooseFields, defineItem, fieldNames, withFields } from '../../../src/platform/db/fields.ts';
import { parseSort } from '../../../src/platform/db/keyset.ts';
import { listStatement, type Plan } from '../../../src/platform/db/list-statement.ts';
import { type Archive, follow, openArchive, things } from './things.ts';

const shape = { id: 't.id', inner: { a: 't.a', b: { deep: 't.deep' } }, name: 't.name' };

const faultOf = (choice: object): Problem => {
  try {
    chooseFields(shape, choice);
  } catch (error) {
    assert.ok(error instanceof Problem);
    assert.equal(error.code, 'invalid-request');
    return error;
  }
  return assert.fail(`accepted: ${JSON.stringify(choice)}`);
};

describe('chosen fields', () => {
  test('are all when nothing is chosen: the very shape, so that its statement keeps its name', () => {
    assert.equal(chooseFields(shape, {}), shape);
    const item = defineItem('things.by-id', shape, (body) => `select ${body} from things t`);
    assert.equal(withFields(item, {}), item);
    assert.equal(withFields(item, { _fields_only: 'id' }).name, undefined);
    assert.match(
      withFields(item, { _fields_only: 'id' }).text,
      /^select \(select row_to_json\(j\) from \(select t\.id as "id"\) j\)::text/,
    );
  });

  test('are those that are named, whole or in part, in the order of the shape', () => {
    const only = (names: string): object => chooseFields(shape, { _fields_only: names });
    assert.deepEqual(only('id'), { id: 't.id' });
    assert.deepEqual(Object.keys(only('name,id')), ['id', 'name']);
    assert.deepEqual(only('inner'), { inner: shape.inner });
    assert.deepEqual(only('inner__a'), { inner: { a: 't.a' } });
    assert.deepEqual(only('inner__b__deep,name'), { inner: { b: { deep: 't.deep' } }, name: 't.name' });
    assert.deepEqual(only('inner,inner__a'), { inner: shape.inner });
  });

  test('are all but those that are left out; a field with nothing left inside goes with them', () => {
    const without = (names: string): object => chooseFields(shape, { _fields_exclude: names });
    assert.deepEqual(without('id'), { inner: shape.inner, name: 't.name' });
    assert.deepEqual(without('inner'), { id: 't.id', name: 't.name' });
    assert.deepEqual(without('inner__b'), { id: 't.id', inner: { a: 't.a' }, name: 't.name' });
    assert.deepEqual(without('inner__a,inner__b__deep'), { id: 't.id', name: 't.name' });
  });

  test('that are unknown, empty, doubly chosen or none at all are refused with the known names', () => {
    assert.deepEqual(fieldNames(shape), ['id', 'inner', 'inner__a', 'inner__b', 'inner__b__deep', 'name']);
    for (const parameter of ['_fields_only', '_fields_exclude']) {
      for (const name of ['x', '', 'id,', 'inner__x', 'inner__', 'id__a', 'ID', ' id', 'toString', '__proto__', `id"; drop table things`]) {
        const fault = faultOf({ [parameter]: name });
        assert.equal(fault.errors[0]?.pointer, parameter);
        assert.match(fault.detail, /Fields: id, inner, inner__a, inner__b, inner__b__deep, name\.$/);
      }
      assert.equal(faultOf({ [parameter]: ['id', 'name'] }).errors[0]?.pointer, parameter);
    }
    assert.match(faultOf({ _fields_exclude: 'id,inner,name' }).detail, /leaves no field/);
    assert.match(faultOf({ _fields_only: 'id', _fields_exclude: 'name' }).detail, /not both/);
  });
});

describe('chosen fields of a list', () => {
  let archive: Archive;
  before(async () => {
    archive = await openArchive();
  });
  after(() => archive.database.drop());

  test('are what every page on the way holds, and a cursor is good for another choice', async () => {
    const first = await archive.pageOf({ limit: 20, _fields_only: 'name' });
    const second = await archive.pageOf(follow(first.next));
    assert.equal(first.results.length + second.results.length, 40);
    for (const item of [...first.results, ...second.results]) assert.deepEqual(Object.keys(item), ['name']);
    const whole = await archive.pageOf({ ...follow(first.next), _fields_only: undefined });
    assert.deepEqual(Object.keys(whole.results[0] ?? {}), ['id', 'name', 'number']);
    assert.deepEqual(
      whole.results.map(({ name }) => name),
      second.results.map(({ name }) => name),
    );
  });

  test('that nobody knows are refused by the name of the parameter', async () => {
    assert.equal((await archive.faultOf({ _fields_only: 'd.id' })).errors[0]?.pointer, '_fields_only');
  });

  test('leave the statement of all fields its name and get none of their own', () => {
    const order = parseSort('-dateAdded', things.sorts, things.id);
    const plan: Plan = { order, forward: true, start: 'first', limit: 50, taken: 1, filter: { sql: '', values: [] } };
    assert.ok(listStatement(things, plan).name);
    assert.equal(listStatement(things, plan, chooseFields(things.shape, { _fields_only: 'id' })).name, undefined);
  });
});
