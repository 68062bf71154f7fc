import { strict as assert } from 'node:assert';
import { before, describe, it } from 'node:test';
import type { List } from '../../support/shapes.ts';
import { freshUser, type TestUser } from '../../support/users.ts';
import { clientFor, freshWorkspace, type TestWorkspace } from '../../support/workspace.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly role: string;
}

describe('the account', () => {
  it("is the caller's own, needs no workspace, and answers 304 when nothing changed", async () => {
    const user = await freshUser();
    const client = clientFor(() => user.token());
    const { body, headers } = await client.get<Record<string, unknown>>('/account', { expect: 200 });
    assert.deepEqual([body['id'], body['kind'], body['username'], body['name']], [user.userId, 'PERSON', user.username, 'Test Person']);
    await client.get('/account', { headers: { 'if-none-match': String(headers.etag) }, expect: 304 });
    await client.get('/account', { headers: { 'if-none-match': '"0.AAAAAAAAAAAAAAAA"' }, expect: 200 });
  });
});

describe("the account's workspaces", () => {
  let user: TestUser;
  let homes: TestWorkspace[];
  const list = async (query: Record<string, number> = {}) =>
    (await clientFor(() => user.token()).get<List<Listed>>('/account/workspaces', { query, expect: 200 })).body;

  before(async () => {
    user = await freshUser();
    homes = await Promise.all(['Beta', 'Alpha', 'Gamma'].map((name) => freshWorkspace({ name })));
    const roles = ['READER', 'OWNER', 'AUDITOR'] as const;
    for (const [i, home] of homes.entries()) await home.addMember(user, roles[i] ?? 'READER');
  });

  it('are those she is a member of, by name, with her role', async () => {
    const all = await list();
    assert.deepEqual(
      all.results.map(({ name, role }) => [name, role]),
      [
        ['Alpha', 'OWNER'],
        ['Beta', 'READER'],
        ['Gamma', 'AUDITOR'],
      ],
    );
    assert.deepEqual([all.count, all.countExact, all.next, all.previous], [3, true, null, null]);
  });

  it('come in pages that lead to each other', async () => {
    const first = await list({ limit: 2 });
    assert.deepEqual([first.results.length, first.count, first.previous], [2, 3, null]);
    const client = clientFor(() => user.token());
    const second = await client.get<List<Listed>>(String(first.next), { expect: 200 });
    assert.deepEqual(
      second.body.results.map(({ name }) => name),
      ['Gamma'],
    );
    assert.equal(second.body.next, null);
    assert.match(String(second.headers.link), /rel="prev"/);
    const back = await client.get<List<Listed>>(String(second.body.previous), { expect: 200 });
    assert.deepEqual(back.body.results, first.results);
  });

  it('follow a removal at once, show a suspended one as such and a deleted one not at all', async () => {
    const [beta, alpha, gamma] = homes;
    await beta?.removeMember(user);
    await gamma?.setState('SUSPENDED');
    assert.deepEqual(
      (await list()).results.map(({ name, state }) => [name, state]),
      [
        ['Alpha', 'ACTIVE'],
        ['Gamma', 'SUSPENDED'],
      ],
    );
    await gamma?.setState('DELETED');
    assert.deepEqual(
      (await list()).results.map(({ id }) => id),
      [alpha?.id],
    );
  });

  it('are empty for a stranger', async () => {
    const stranger = await freshUser();
    const { body } = await clientFor(() => stranger.token()).get<List<Listed>>('/account/workspaces', { expect: 200 });
    assert.deepEqual([body.count, body.results], [0, []]);
  });
});
