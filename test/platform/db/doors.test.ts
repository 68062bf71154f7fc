import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { inJob, inWorkspace, read, readInJob, readOwn } from '../../../src/platform/db/doors.ts';
import { WorkspaceSuspended } from '../../../src/platform/db/entry.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { addMember, contextOf, fill, jobContextOf, type Member, makeUser, makeWorkspace } from './support.ts';

let database: TestDatabase;
let db: Database;
let mine: Member;
let theirs: Member;
const FILES = { text: 'select count(*) from app.files', name: 'test.files' };

before(async () => {
  database = await createDatabase();
  db = await database.open();
  mine = await makeWorkspace(database);
  theirs = await makeWorkspace(database);
  await fill(database, mine, 1, 3);
  await fill(database, theirs, 1, 5);
});
after(() => database.drop());

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => assert.fail('was let in'),
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof Problem, String(error));
  return error;
};
const publicFace = ({ code, status, title, detail, errors, headers }: Problem): object => ({
  code,
  status,
  title,
  detail,
  errors,
  headers,
});
const change = (text: string, values: unknown[]): Promise<object[]> => database.query('tabularium_owner', text, values);

describe('entering a workspace', () => {
  test('a member reads and writes it, and knows her role', async () => {
    assert.deepEqual(await read(contextOf(db, mine), FILES), [['3']]);
    assert.equal(await inWorkspace(contextOf(db, mine), async (tx) => tx.role), 'OWNER');
  });

  test('to read cannot change anything', async () => {
    const write = { text: `update app.files set title = 'x'` };
    await assert.rejects(read(contextOf(db, mine), write), { code: '25006' });
    await assert.rejects(readInJob(jobContextOf(db, mine.workspaceId), write), { code: '25006' });
  });

  test('foreign, unknown, deleted, suspended workspace, removed member and disabled user get the identical problem', async () => {
    const make = async (text: string): Promise<Member> => {
      const member = await makeWorkspace(database);
      await change(text, [text.includes('app.users') ? member.userId : member.workspaceId]);
      return member;
    };
    const refused = {
      foreign: { ...mine, workspaceId: theirs.workspaceId },
      unknown: { ...mine, workspaceId: newId() },
      deleted: await make(`update app.workspaces set state = 'DELETED' where id = $1`),
      suspended: await make(`update app.workspaces set state = 'SUSPENDED' where id = $1`),
      removed: await make(`update app.memberships set status = 'REMOVED' where workspace_id = $1`),
      disabled: await make(`update app.users set state = 'DISABLED' where id = $1`),
      nobody: { ...mine, userId: newId() },
    };
    const expected = publicFace(await problemOf(read(contextOf(db, refused.foreign), FILES)));
    assert.equal((expected as Problem).code, 'workspace-forbidden');
    for (const [name, member] of Object.entries(refused)) {
      const ctx = contextOf(db, member);
      assert.deepEqual(publicFace(await problemOf(read(ctx, FILES))), expected, `read, ${name}`);
      assert.deepEqual(
        publicFace(await problemOf(read(ctx, { text: 'select 1 / (count(*) - count(*)) from app.files' }))),
        expected,
        `failing read, ${name}`,
      );
      assert.deepEqual(publicFace(await problemOf(inWorkspace(ctx, async () => assert.fail('ran')))), expected, `write, ${name}`);
    }
  });

  test('S26: a token bound to another workspace is refused, one bound to this is not', async () => {
    const bound = contextOf(db, mine, { tenantId: theirs.workspaceId });
    assert.equal((await problemOf(read(bound, FILES))).code, 'workspace-forbidden');
    assert.equal((await problemOf(inWorkspace(bound, async () => 1))).code, 'workspace-forbidden');
    assert.deepEqual(await read(contextOf(db, mine, { tenantId: mine.workspaceId.toUpperCase() }), FILES), [['3']]);
  });

  test('a role that is too low is told so, after entering, by both doors', async () => {
    const reader = { ...mine, userId: await makeUser(database) };
    await addMember(database, mine.workspaceId, reader.userId, 'READER');
    const ctx = contextOf(db, reader, { roles: ['OWNER', 'MANAGER'] });
    for (const enter of [() => read(ctx, FILES), () => inWorkspace(ctx, async () => assert.fail('ran'))]) {
      const problem = await problemOf(enter());
      assert.equal(problem.code, 'role-too-low');
      assert.match(problem.detail, /READER.*OWNER, MANAGER/);
    }
    assert.deepEqual(await read(contextOf(db, reader, { roles: ['READER'] }), FILES), [['3']]);
  });

  test('a removed member, a lowered role, a suspended workspace count from the next call on', async () => {
    const member = await makeWorkspace(database);
    const ctx = contextOf(db, member, { roles: ['OWNER'] });
    await read(ctx, FILES);
    await change(`update app.memberships set role = 'READER' where workspace_id = $1`, [member.workspaceId]);
    assert.equal((await problemOf(read(ctx, FILES))).code, 'role-too-low');
    await change(`update app.memberships set status = 'REMOVED', role = 'OWNER' where workspace_id = $1`, [member.workspaceId]);
    assert.equal((await problemOf(read(ctx, FILES))).code, 'workspace-forbidden');
    await change(`update app.memberships set status = 'ACTIVE' where workspace_id = $1`, [member.workspaceId]);
    await read(ctx, FILES);
  });
});

describe('a job', () => {
  test('enters an active workspace without a user', async () => {
    const ctx = jobContextOf(db, mine.workspaceId);
    assert.deepEqual(await readInJob(ctx, FILES), [['3']]);
    assert.deepEqual(await inJob(ctx, (tx) => tx.query(FILES)), [{ count: 3 }]);
  });

  test('does not enter a suspended, deleted or unknown one; a suspended one is told apart, since its jobs wait', async () => {
    const [resting, gone] = [await makeWorkspace(database), await makeWorkspace(database)];
    await change(`update app.workspaces set state = 'SUSPENDED' where id = $1`, [resting.workspaceId]);
    await change(`update app.workspaces set state = 'DELETED' where id = $1`, [gone.workspaceId]);
    const refused = { [resting.workspaceId]: 'unavailable', [gone.workspaceId]: 'workspace-forbidden', [newId()]: 'workspace-forbidden' };
    for (const [id, code] of Object.entries(refused)) {
      const ctx = jobContextOf(db, id);
      for (const enter of [() => readInJob(ctx, FILES), () => inJob(ctx, async () => assert.fail('ran'))]) {
        const problem = await problemOf(enter());
        assert.equal(problem.code, code);
        assert.equal(problem instanceof WorkspaceSuspended, code === 'unavailable');
      }
    }
  });
});

describe('own rows', () => {
  test('are the user, her memberships and the workspaces she is an active member of', async () => {
    const own = (text: string): Promise<unknown> => readOwn(contextOf(db, mine), { text });
    assert.deepEqual(await own('select id from app.users'), [[mine.userId]]);
    assert.deepEqual(await own('select workspace_id from app.memberships'), [[mine.workspaceId]]);
    assert.deepEqual(await own('select id from app.workspaces'), [[mine.workspaceId]]);
    assert.deepEqual(await own('select id from app.files'), []);
    await assert.rejects(own('delete from app.memberships'), { code: '25006' });
  });

  test('are not shown inside a workspace, where only fellow members are, whatever app.user_id says', async () => {
    const both = { ...theirs, userId: mine.userId };
    await addMember(database, theirs.workspaceId, mine.userId, 'READER');
    const seen = await read(contextOf(db, both), { text: 'select distinct workspace_id from app.memberships' });
    assert.deepEqual(seen, [[theirs.workspaceId]]);
    const users = await read(contextOf(db, both), { text: 'select id from app.users' });
    assert.deepEqual(new Set(users.flat()), new Set([mine.userId, theirs.userId]));
    await inWorkspace(contextOf(db, both), async (tx) => {
      await tx.query(`select set_config('app.user_id', $1, true)`, [mine.userId]);
      for (const table of ['memberships', 'workspaces', 'users']) {
        const column = table === 'memberships' ? 'workspace_id' : 'id';
        const found = await tx.query<{ id: string }>(`select ${column} as id from app.${table}`);
        assert.ok(
          found.every(({ id }) => [theirs.workspaceId, mine.userId, theirs.userId].includes(id)),
          table,
        );
      }
    });
    await change('delete from app.memberships where workspace_id = $1 and user_id = $2', [theirs.workspaceId, mine.userId]);
  });

  test('of a disabled or unknown user are refused', async () => {
    const disabled = await makeWorkspace(database);
    await change(`update app.users set state = 'DISABLED' where id = $1`, [disabled.userId]);
    for (const userId of [disabled.userId, newId()]) {
      assert.equal((await problemOf(readOwn(contextOf(db, { ...mine, userId }), { text: 'select 1' }))).code, 'unauthenticated');
    }
  });
});
