import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Archive, openArchive } from './things.ts';

let archive: Archive;
before(async () => {
  archive = await openArchive();
});
after(() => archive.database.drop());

describe('a filter', () => {
  test('narrows rows and count alike', async () => {
    const page = await archive.pageOf({ name: 'Dossier 3' });
    assert.equal(page.count, page.results.length);
    assert.ok(page.results.length > 0 && page.results.every(({ name }) => name === 'Dossier 3'));
    const span = await archive.pageOf({ 'dateAdded[gte]': '2000-01-01T00:00:00Z', 'dateAdded[lt]': '2001-01-01T00:00:00Z' });
    assert.deepEqual([span.count, span.results], [0, []]);
  });

  test('takes several values as a list or as commas', async () => {
    const commas = await archive.pageOf({ name: 'Dossier 3,Dossier 5' });
    const array = await archive.pageOf({ name: ['Dossier 3', 'Dossier 5'] });
    assert.deepEqual(commas.results, array.results);
    assert.deepEqual(new Set(commas.results.map(({ name }) => name)), new Set(['Dossier 3', 'Dossier 5']));
  });

  test('never sees rows of another workspace, even by their ids', async () => {
    const [foreign] = (await archive.pageOf({}, archive.theirs)).results;
    assert.equal((await archive.pageOf({ id: foreign?.id })).count, 0);
    assert.equal((await archive.pageOf({ id: foreign?.id }, archive.theirs)).count, 1);
  });

  test('with SQL in its value is only a value', async () => {
    const page = await archive.pageOf({ name: `x' or 'a' = 'a` });
    assert.equal(page.count, 0);
  });

  test('with a value no type can hold is refused by name', async () => {
    for (const query of [{ 'dateAdded[gte]': '0000-01-01T00:00:00Z' }, { name: 'a\0b' }, { id: 'no uuid' }]) {
      const fault = await archive.faultOf(query);
      assert.deepEqual(
        fault.errors.map(({ pointer }) => pointer),
        Object.keys(query),
      );
    }
  });
});

describe('a request is refused, naming the parameter and what is allowed', () => {
  const hostile = [
    'id; drop table app.files',
    'name desc',
    '"name"',
    '__proto__',
    'constructor',
    'toString',
    '',
    ',',
    '--name',
    'name,name',
    'name,-name',
    'dateadded',
    'd.name',
  ];
  for (const sort of hostile) {
    test(`sort ${JSON.stringify(sort)}`, async () => {
      const fault = await archive.faultOf({ sort });
      assert.deepEqual(
        fault.errors.map(({ pointer }) => pointer),
        ['sort'],
      );
      assert.match(fault.detail, /dateAdded, name, dueDate/);
    });
  }

  test('more sort fields than four', async () => {
    await archive.faultOf({ sort: 'name,dateAdded,dueDate,revision,owned' });
  });

  for (const name of ['status', 'name[like]', '__proto__x', 'constructor', `name" or 1=1`]) {
    test(`filter ${name}`, async () => {
      const fault = await archive.faultOf({ [name]: 'x' });
      assert.deepEqual(
        fault.errors.map(({ pointer }) => pointer),
        [name],
      );
      assert.match(fault.detail, /Filters: name, dateAdded\[gte\]/);
    });
  }

  const bad = [
    { limit: 0 },
    { limit: 201 },
    { limit: 1.5 },
    { limit: '5' },
    { offset: -1 },
    { offset: 10_001 },
    { sort: ['name'] },
    { 'dateAdded[gte]': ['a', 'b'] },
  ];
  for (const query of bad) {
    test(JSON.stringify(query), async () => {
      const fault = await archive.faultOf(query);
      assert.deepEqual(
        fault.errors.map(({ pointer }) => pointer),
        Object.keys(query),
      );
    });
  }
});
