import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Client } from '../../support/client.ts';
import type { Dossier, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';

type Page = List<Dossier>;
const names = (page: Page): string[] => page.results.map((dossier) => dossier.name);

// twelve dossiers with twins in every sort key, so that only the id tells them apart
const SEEDS = Array.from({ length: 12 }, (_, i) => ({
  name: `dossier ${'cab'[i % 3]}`,
  dueDate: i % 4 === 0 ? null : `2027-0${(i % 3) + 1}-01T00:00:00.000Z`,
}));

async function filled(): Promise<{ readonly owner: Client; readonly all: readonly Dossier[] }> {
  const { owner } = await freshWorkspace();
  const all: Dossier[] = [];
  for (const json of SEEDS) all.push((await owner.post<Dossier>('/dossiers', { json, expect: 201 })).body);
  return { owner, all };
}

async function walk(owner: Client, first: string, way: 'next' | 'previous'): Promise<Page[]> {
  const pages: Page[] = [];
  for (let url: string | null = first; url !== null; url = pages.at(-1)?.[way] ?? null) {
    pages.push((await owner.get<Page>(url, { expect: 200 })).body);
    assert.ok(pages.length < 50, 'the pages have no end');
  }
  return pages;
}

type Key = (dossier: Dossier) => string;
const KEYS: Readonly<Record<string, Key>> = {
  name: (one) => one.name,
  dateAdded: (one) => one.dateAdded,
  dateModified: (one) => one.dateModified,
  dueDate: (one) => one.dueDate ?? '',
};

function sorted(all: readonly Dossier[], sort: string): string[] {
  const columns = sort.split(',');
  const last = columns.at(-1)?.startsWith('-') ? '-id' : 'id';
  const compare = (a: Dossier, b: Dossier): number => {
    for (const column of [...columns, last]) {
      const key = KEYS[column.replace('-', '')] ?? ((one: Dossier) => one.id);
      const [x, y] = [key(a), key(b)];
      if (x !== y) return (x < y ? -1 : 1) * (column.startsWith('-') ? -1 : 1);
    }
    return 0;
  };
  return [...all].sort(compare).map((one) => one.id);
}

test('every sort shows each dossier once, forward and backward, page by page', async () => {
  const { owner, all } = await filled();
  for (const sort of [
    'name',
    '-name',
    'dueDate',
    '-dueDate',
    '-dateAdded',
    'dateModified',
    'name,-dueDate',
    '-dueDate,name',
    'dueDate,name,-dateAdded',
  ]) {
    const wanted = sorted(all, sort);
    const forward = await walk(owner, `/dossiers?limit=5&sort=${sort}`, 'next');
    assert.deepEqual(
      forward.flatMap((page) => page.results.map((one) => one.id)),
      wanted,
      sort,
    );
    assert.deepEqual(
      forward.map((page) => page.count),
      [12, 12, 12],
    );
    assert.equal(forward[0]?.previous, null);
    const back = await walk(owner, forward[1]?.next ?? '', 'previous');
    assert.deepEqual(
      back.toReversed().flatMap((page) => page.results.map((one) => one.id)),
      wanted,
      `${sort}, backward`,
    );
  }
});

test('newest first without a sort, and Link says what next and previous say', async () => {
  const { owner, all } = await filled();
  const first = await owner.get<Page>('/dossiers', { query: { limit: 5 } });
  assert.deepEqual(
    first.body.results.map((one) => one.id),
    sorted(all, '-dateAdded').slice(0, 5),
  );
  assert.ok(first.headers.link?.includes(`<${first.body.next}>; rel="next"`));
  const second = await owner.get<Page>(first.body.next ?? '');
  assert.ok(second.headers.link?.includes(`<${second.body.previous}>; rel="prev"`));
});

test('filters narrow the list and stay with its pages', async () => {
  const { owner, all } = await filled();
  const same = await walk(owner, `/dossiers?limit=3&sort=dueDate&name=${encodeURIComponent('dossier a')}`, 'next');
  const wanted = sorted(
    all.filter((one) => one.name === 'dossier a'),
    'dueDate',
  );
  assert.deepEqual(
    same.flatMap((page) => page.results.map((one) => one.id)),
    wanted,
  );
  assert.deepEqual(new Set(same.map((page) => page.count)), new Set([4]));

  const middle = all[6]?.dateModified ?? '';
  const since = (await owner.get<Page>('/dossiers', { query: { 'dateModified[gte]': middle, limit: 200 } })).body;
  const before = (await owner.get<Page>('/dossiers', { query: { 'dateModified[lt]': middle, limit: 200 } })).body;
  assert.deepEqual(
    since.results.map((one) => one.id).sort(),
    all
      .filter((one) => one.dateModified >= middle)
      .map((one) => one.id)
      .sort(),
  );
  assert.equal(since.count + before.count, 12);
  // the same moment said in another zone is the same filter
  const shifted = new Date(Date.parse(middle) + 3_600_000).toISOString().replace('Z', '+01:00');
  assert.equal((await owner.get<Page>('/dossiers', { query: { 'dateModified[gte]': shifted } })).body.count, since.count);
});

test('offset and limit cut the same list', async () => {
  const { owner, all } = await filled();
  const page = (await owner.get<Page>('/dossiers', { query: { sort: 'name', offset: 10, limit: 5 } })).body;
  assert.deepEqual(
    page.results.map((one) => one.id),
    sorted(all, 'name').slice(10),
  );
  assert.deepEqual([page.count, page.next], [12, null]);
  const beyond = (await owner.get<Page>('/dossiers', { query: { offset: 10_000 } })).body;
  assert.deepEqual([beyond.count, beyond.results.length], [12, 0]);
});

test('S29: a cursor is good for its own list only', async () => {
  const { owner } = await filled();
  const next = new URL((await owner.get<Page>('/dossiers?limit=5&sort=name')).body.next ?? '');
  const cursor = next.searchParams.get('cursor') ?? '';
  const [keys = '', mac = ''] = cursor.split('.');
  const flipped = `${keys}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`;
  const stranger = (await freshWorkspace()).owner;
  const refused: [Client, string][] = [
    [owner, `/dossiers?limit=5&sort=-name&cursor=${cursor}`],
    [owner, `/dossiers?limit=5&sort=name&status=ACTIVE&cursor=${cursor}`],
    [owner, `/dossiers?limit=5&sort=name&cursor=${flipped}`],
    [owner, `/dossiers?limit=5&sort=name&cursor=nonsense`],
    [owner, `/dossier-templates?limit=5&sort=name&cursor=${cursor}`],
    [stranger, `/dossiers?limit=5&sort=name&cursor=${cursor}`],
  ];
  for (const [caller, path] of refused) {
    const { body } = await caller.problem('invalid-request', 'GET', path);
    assert.equal(body.errors?.[0]?.pointer, 'cursor', path);
  }
});

test('a faulty query is a 400 that names the parameter', async () => {
  const { owner } = await freshWorkspace();
  for (const [query, pointer] of [
    ['sort=ownerId', 'sort'],
    ['sort=', 'sort'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['offset=-1', 'offset'],
    ['offset=10001', 'offset'],
    ['status=GONE', 'status'],
    ['dateModified[gte]=yesterday', 'dateModified[gte]'],
    ['dateModified[gt]=2027-01-01T00:00:00Z', 'dateModified'],
    ['color=red', 'color'],
  ] as const) {
    const { body } = await owner.problem('invalid-request', 'GET', `/dossiers?${query}`);
    assert.ok(
      body.errors?.some((fault) => fault.pointer === pointer),
      `${query}: ${JSON.stringify(body.errors)}`,
    );
  }
});

test('S29: a list holds the dossiers of its own workspace only', async () => {
  const [a, b] = [await freshWorkspace(), await freshWorkspace()];
  await a.owner.post('/dossiers', { json: { name: 'of a' }, expect: 201 });
  await b.owner.post('/dossiers', { json: { name: 'of b' }, expect: 201 });
  const page = (await a.owner.get<Page>('/dossiers')).body;
  assert.deepEqual([names(page), page.count], [['of a'], 1]);
});
