import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Archive, COUNT, follow, openArchive, type Page } from './things.ts';

let archive: Archive;
before(async () => {
  archive = await openArchive();
});
after(() => archive.database.drop());

const idsOf = (pages: readonly Page[]): string[] => pages.flatMap(({ results }) => results.map(({ id }) => id));

async function walk(query: object, way: 'next' | 'previous'): Promise<Page[]> {
  const pages = [await archive.pageOf(query)];
  for (let url = pages[0]?.[way] ?? null; url !== null; url = pages.at(-1)?.[way] ?? null) pages.push(await archive.pageOf(follow(url)));
  return pages;
}

async function expectedIds(orderBy: string, where = 'true'): Promise<string[]> {
  const rows = await archive.database.query<{ id: string }>(
    'superuser',
    `select id from app.dossiers d where workspace_id = $1 and ${where} order by ${orderBy}`,
    [archive.mine.workspaceId],
  );
  return rows.map(({ id }) => id);
}

describe('pages', () => {
  const column: Readonly<Record<string, string>> = {
    dateAdded: 'd.date_added',
    name: 'd.name',
    dueDate: 'd.due_key',
    revision: 'd.revision',
    owned: '(d.owner_id = d.created_by)',
  };
  const single = Object.keys(column).flatMap((name) => [name, `-${name}`]);
  const mixed = ['name,-dateAdded', '-name,dueDate', 'dueDate,-name,dateAdded', '-revision,name', 'revision,-dueDate,-name'];
  const sqlOf = (sort: string): string => {
    const words = sort.split(',').map((word) => (word.startsWith('-') ? `${column[word.slice(1)]} desc` : `${column[word]} asc`));
    return [...words, `d.id ${words.at(-1)?.endsWith('desc') ? 'desc' : 'asc'}`].join(', ');
  };

  for (const sort of [...single, ...mixed]) {
    test(`by ${sort} come without gap and double, and go back the same way`, async () => {
      for (const filter of [{}, { name: 'Dossier 1,Dossier 4' }]) {
        const expected = await expectedIds(sqlOf(sort), 'name' in filter ? `name in ('Dossier 1', 'Dossier 4')` : 'true');
        const forth = await walk({ sort, limit: 5, ...filter }, 'next');
        assert.deepEqual(idsOf(forth), expected);
        assert.equal(forth.length, Math.ceil(expected.length / 5));
        const last = forth.at(-2);
        const back = await walk(follow(last?.next ?? null), 'previous');
        assert.deepEqual(idsOf(back.toReversed()), expected);
        assert.equal(back.at(-1)?.previous, null);
        assert.ok([...forth, ...back].every(({ count, countExact }) => count === expected.length && countExact));
      }
    });
  }

  test('that end exactly at the limit have no next', async () => {
    const page = await archive.pageOf({ limit: COUNT });
    assert.equal(page.results.length, COUNT);
    assert.equal(page.next, null);
    assert.equal(page.previous, null);
    assert.equal(page.link, '');
  });

  test('from an offset go on and back by cursor', async () => {
    const expected = await expectedIds('d.date_added desc, d.id desc');
    const page = await archive.pageOf({ offset: 10, limit: 5 });
    assert.deepEqual(idsOf([page]), expected.slice(10, 15));
    assert.equal(page.count, COUNT);
    const next = await archive.pageOf(follow(page.next));
    assert.deepEqual(idsOf([next]), expected.slice(15, 20));
    const previous = await archive.pageOf(follow(page.previous));
    assert.deepEqual(idsOf([previous]), expected.slice(5, 10));
    assert.equal(new URL(page.next ?? '').searchParams.has('offset'), false);
  });

  test('beyond the end are empty and lead back to the start', async () => {
    const page = await archive.pageOf({ offset: 9000, limit: 5 });
    assert.deepEqual([page.results, page.count, page.next], [[], COUNT, null]);
    assert.equal(page.previous, 'https://records.test/api/v1/things?limit=5');
  });

  test('name next and previous in the Link header too, with the filters kept', async () => {
    const first = await archive.pageOf({ limit: 5, sort: 'name' });
    const second = await archive.pageOf(follow(first.next));
    assert.equal(second.link, `<${second.next}>; rel="next", <${second.previous}>; rel="prev"`);
    assert.equal(new URL(second.next ?? '').searchParams.get('sort'), 'name');
  });

  test('of an unsorted request are newest first, and 50 at most unless told', async () => {
    const page = await archive.pageOf({});
    assert.deepEqual(idsOf([page]), await expectedIds('d.date_added desc, d.id desc'));
  });
});
