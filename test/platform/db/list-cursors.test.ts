import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { defineList, list, listOwn } from '../../../src/platform/db/list.ts';
import { addMember, contextOf, fill, makeWorkspace } from './support.ts';
import { type Archive, cursorOf, follow, openArchive, type Page, things } from './things.ts';

let archive: Archive;
before(async () => {
  archive = await openArchive();
});
after(() => archive.database.drop());

describe('a cursor', () => {
  test('S29: that was changed anywhere is refused', async () => {
    const cursor = cursorOf((await archive.pageOf({ limit: 5 })).next);
    const changed = [
      ...Array.from({ length: cursor.length }, (_, at) => `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`),
      `${cursor}.x`,
      `${cursor}A`,
      cursor.slice(1),
      cursor.split('.')[0] ?? '',
      '.',
      '',
      'x'.repeat(20_000),
    ];
    // base64url of 16 bytes leaves four bits of its last character unused
    const [, mac = ''] = cursor.split('.');
    for (const text of changed) {
      if (
        Buffer.from(text.split('.')[1] ?? '', 'base64url').equals(Buffer.from(mac, 'base64url')) &&
        text.split('.')[0] === cursor.split('.')[0] &&
        text.split('.').length === 2
      )
        continue;
      const fault = await archive.faultOf({ limit: 5, cursor: text });
      assert.equal(fault.errors[0]?.pointer, 'cursor');
    }
  });

  test('S29: of another workspace, sort, filter, list or value is refused; with another limit it is good', async () => {
    await addMember(archive.database, archive.theirs.workspaceId, archive.mine.userId, 'OWNER');
    const cursor = cursorOf((await archive.pageOf({ limit: 5 })).next);
    await archive.faultOf({ limit: 5, cursor }, { ...archive.theirs, userId: archive.mine.userId });
    for (const query of [{ sort: 'dateAdded' }, { sort: 'name' }, { name: 'Dossier 1' }]) await archive.faultOf({ ...query, cursor });
    await assert.rejects(archive.pageOf({ cursor }, archive.mine, ['ACTIVE']), { code: 'invalid-request' });
    const other = defineList({ ...things, operationId: 'listOthers' });
    await assert.rejects(list(contextOf(archive.db, archive.mine), other, { cursor }, ['TRASHED']), { code: 'invalid-request' });
    assert.equal((await archive.pageOf({ cursor, limit: 7 })).results.length, 7);
  });

  test('together with an offset is refused', async () => {
    const cursor = cursorOf((await archive.pageOf({ limit: 5 })).next);
    assert.equal((await archive.faultOf({ cursor, offset: 5 })).errors[0]?.pointer, 'offset');
  });

  test('outlives the rotation of secrets as long as its own is kept', async () => {
    const cursor = cursorOf((await archive.pageOf({ limit: 5 })).next);
    const withSecrets = (...secrets: [string, ...string[]]): Promise<unknown> => {
      const ctx = contextOf(archive.db, archive.mine);
      const platform = { ...ctx.platform, settings: { ...ctx.platform.settings, secrets } };
      return list({ ...ctx, platform }, things, { cursor }, ['TRASHED']);
    };
    await withSecrets('a new one', 'a secret of the tests, long enough');
    await assert.rejects(withSecrets('a new one'), { code: 'invalid-request' });
  });

  test('keeps the count of the first page, whatever was added since', async () => {
    const first = await archive.pageOf({ limit: 5, sort: 'name' });
    await archive.database.query(
      'tabularium_owner',
      `insert into app.dossiers (workspace_id, id, dossier_template_id, name, owner_id, created_by, modified_by)
      values ($1, uuidv7(), $2, 'Z later', $3, $3, $3)`,
      [archive.mine.workspaceId, archive.mine.templateId, archive.mine.userId],
    );
    const second = await archive.pageOf(follow(first.next));
    assert.deepEqual([second.count, (await archive.pageOf({ limit: 5 })).count], [first.count, first.count + 1]);
    await archive.database.query('tabularium_owner', `delete from app.dossiers where name = 'Z later'`);
  });

  test('whose following rows are all gone leads back to the start', async () => {
    const member = await makeWorkspace(archive.database);
    await fill(archive.database, member, 6, 0);
    const first = await archive.pageOf({ limit: 5 }, member);
    const [last] = (await archive.pageOf(follow(first.next), member)).results;
    await archive.database.query('tabularium_owner', 'delete from app.dossiers where id = $1', [last?.id]);
    const page = await archive.pageOf(follow(first.next), member);
    assert.deepEqual([page.results, page.next, page.previous], [[], null, 'https://records.test/api/v1/things?limit=5']);
  });
});

test('rows are counted up to 10,000; beyond that the count says that it is not exact', async () => {
  const member = await makeWorkspace(archive.database);
  await fill(archive.database, member, 10_000, 0);
  const all = await archive.pageOf({ limit: 5 }, member);
  assert.deepEqual([all.count, all.countExact], [10_000, true]);
  await fill(archive.database, member, 1, 0);
  const more = await archive.pageOf({ limit: 5 }, member);
  assert.deepEqual([more.count, more.countExact], [10_000, false]);
  const second = await archive.pageOf(follow(more.next), member);
  assert.deepEqual([second.count, second.countExact], [10_000, false]);
});

test('a list of own rows pages in the same way outside any workspace', async () => {
  const member = await makeWorkspace(archive.database);
  const others = [await makeWorkspace(archive.database), await makeWorkspace(archive.database)];
  for (const { workspaceId } of others) await addMember(archive.database, workspaceId, member.userId, 'READER');
  const own = defineList({
    operationId: 'listOwn',
    shape: { id: 'w.id', role: 'm.role' },
    from: 'app.memberships m join app.workspaces w on w.id = m.workspace_id',
    where: 'true',
    id: 'w.id',
    sorts: { dateAdded: { sql: 'w.date_added', type: 'timestamptz' } },
    defaultSort: 'dateAdded',
    filters: {},
  });
  const seen: string[] = [];
  let query: object = { limit: 2 };
  for (let pages = 0; pages < 2; pages += 1) {
    const { body } = await listOwn(contextOf(archive.db, member), own, query);
    const page = JSON.parse(body) as Page;
    assert.equal(page.count, 3);
    seen.push(...page.results.map(({ id }) => id));
    query = page.next === null ? {} : { limit: 2, cursor: new URL(page.next).searchParams.get('cursor') };
  }
  assert.deepEqual(new Set(seen), new Set([member, ...others].map(({ workspaceId }) => workspaceId)));
  assert.equal(seen.length, 3);
});
