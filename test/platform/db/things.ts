import assert from 'node:assert/strict';
import { Problem } from '../../../src/core/errors.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { defineList, list } from '../../../src/platform/db/list.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, fill, type Member, makeWorkspace } from './support.ts';

/** A list over dossiers with every kind of sort: indexed and not, unique, with ties, all equal, nullable behind a key column. */
export const things = defineList({
  operationId: 'listThings',
  shape: { id: 'd.id', name: 'd.name', number: `d.attributes->>'n'` },
  from: 'app.dossiers d',
  where: 'd.status <> $1',
  id: 'd.id',
  sorts: {
    dateAdded: { sql: 'd.date_added', type: 'timestamptz' },
    name: { sql: 'd.name', type: 'text' },
    dueDate: { sql: 'd.due_key', type: 'timestamptz' },
    revision: { sql: 'd.revision', type: 'int8' },
    owned: { sql: '(d.owner_id = d.created_by)', type: 'bool' },
  },
  defaultSort: '-dateAdded',
  filters: {
    name: { sql: 'd.name', op: 'in', type: 'text' },
    'dateAdded[gte]': { sql: 'd.date_added', op: '>=', type: 'timestamptz' },
    'dateAdded[lt]': { sql: 'd.date_added', op: '<', type: 'timestamptz' },
    id: { sql: 'd.id', op: '=', type: 'uuid' },
  },
});

export const COUNT = 43;
const ADDRESS = 'https://records.test/api/v1/things';

export interface Page {
  readonly count: number;
  readonly countExact: boolean;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly { readonly id: string; readonly name: string }[];
}

export interface Archive {
  readonly database: TestDatabase;
  readonly db: Database;
  /** With COUNT things; the other workspace has more. */
  readonly mine: Member;
  readonly theirs: Member;
  pageOf(query: object, member?: Member, values?: readonly unknown[]): Promise<Page & { readonly link: string }>;
  /** The Problem `invalid-request` that the query meets. */
  faultOf(query: object, member?: Member): Promise<Problem>;
}

export async function openArchive(): Promise<Archive> {
  const database = await createDatabase();
  const db = await database.open();
  const mine = await makeWorkspace(database);
  const theirs = await makeWorkspace(database);
  await fill(database, mine, COUNT, 0);
  await fill(database, theirs, 60, 0);
  const pageOf: Archive['pageOf'] = async (query, member = mine, values = ['TRASHED']) => {
    const url = new URL(ADDRESS);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const { body, link } = await list(contextOf(db, member, { url: url.href }), things, query, values);
    return { ...(JSON.parse(body) as Page), link };
  };
  const faultOf: Archive['faultOf'] = async (query, member = mine) => {
    const error = await pageOf(query, member).then(
      () => assert.fail(`accepted: ${JSON.stringify(query)}`),
      (caught: unknown) => caught,
    );
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.code, 'invalid-request');
    return error;
  };
  return { database, db, mine, theirs, pageOf, faultOf };
}

/** What a client sends when it goes to `next` or `previous`. */
export function follow(url: string | null): object {
  assert.ok(url);
  const given = Object.fromEntries(new URL(url).searchParams);
  return { ...given, ...(given.limit !== undefined && { limit: Number(given.limit) }) };
}

export const cursorOf = (url: string | null): string => new URL(url ?? '').searchParams.get('cursor') ?? '';
