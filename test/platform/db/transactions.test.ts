import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Problem } from '../../../src/core/errors.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { asSystem, inJob, inWorkspace, read, readOwn } from '../../../src/platform/db/doors.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, fill, jobContextOf, type Member, makeWorkspace } from './support.ts';

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
});
after(() => database.drop());

const change = (text: string, values: unknown[]): Promise<object[]> => database.query('tabularium_owner', text, values);

describe('a write transaction', () => {
  const title = (text: string) => ({ text: `update app.files set title = '${text}' returning title` });

  test('is kept whole, or not at all when its verb throws', async () => {
    const ctx = contextOf(db, mine);
    await inWorkspace(ctx, (tx) => tx.query(title('kept')));
    await assert.rejects(
      inWorkspace(ctx, async (tx) => {
        await tx.query(title('lost'));
        throw new Error('no');
      }),
      /^Error: no$/,
    );
    assert.deepEqual(await read(ctx, { text: 'select distinct title from app.files' }), [['kept']]);
  });

  test('whose verb swallows a failed statement is refused, not silently rolled back', async () => {
    const work = inWorkspace(contextOf(db, mine), async (tx) => {
      await tx.query(title('lost'));
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await assert.rejects(work, /Nothing was committed/);
  });

  test('cannot be opened, and nothing read by another door, inside another', async () => {
    const ctx = contextOf(db, mine);
    const doors: readonly (() => Promise<unknown>)[] = [
      () => inWorkspace(ctx, async () => 1),
      () => inJob(jobContextOf(db, mine.workspaceId), async () => 1),
      () => read(ctx, FILES),
      () => readOwn(ctx, FILES),
      () => asSystem(db, 'sweep-objects', async () => 1),
    ];
    for (const door of doors) await assert.rejects(inWorkspace<unknown>(ctx, door), /inside a transaction/);
    await inWorkspace(ctx, async () => undefined).then(() => read(ctx, FILES)); // after it is no longer inside
  });

  test('two at once with one context are no nesting', async () => {
    const ctx = contextOf(db, mine);
    assert.deepEqual(await Promise.all([1, 2, 3].map((n) => inWorkspace(ctx, async (tx) => await tx.one(`select ${n} as n`)))), [
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
  });

  test('that is over takes no more queries', async () => {
    const tx = await inWorkspace(contextOf(db, mine), async (open) => open);
    await assert.rejects(tx.query('select 1'), /over/);
  });

  test('answers statements sent at once each by its own rows', async () => {
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const rows = await inWorkspace(contextOf(db, mine), (tx) =>
      Promise.all(numbers.map((n) => tx.one<{ n: number }>('select $1::bigint as n', [n]))),
    );
    assert.deepEqual(
      rows.map((row) => row?.n),
      numbers,
    );
  });

  test('ends without a trace when the caller is gone, before it or within it', async () => {
    const gone = new AbortController();
    const ctx = contextOf(db, mine, { signal: gone.signal });
    const work = inWorkspace(ctx, async (tx) => {
      await tx.query(title('lost'));
      gone.abort(new Error('gone'));
    });
    await assert.rejects(work, /gone/);
    await assert.rejects(
      inWorkspace(ctx, async () => assert.fail('ran')),
      /gone/,
    );
    await assert.rejects(read(ctx, FILES), /gone/);
    assert.deepEqual(await read(contextOf(db, mine), { text: 'select distinct title from app.files' }), [['kept']]);
  });

  test('that lost a deadlock is tried again when its verb says so, else answered with unavailable', async () => {
    const one = 'select pg_advisory_xact_lock(1)';
    const two = 'select pg_advisory_xact_lock(2)';
    const crossed = async (retry: boolean): Promise<PromiseSettledResult<number>[]> => {
      let holding = 0;
      const meet = Promise.withResolvers<void>();
      let runs = 0;
      const verb = (first: string, second: string): Promise<number> =>
        inWorkspace(
          contextOf(db, mine),
          async (tx) => {
            runs += 1;
            await tx.query(first);
            holding += 1;
            if (holding === 2) meet.resolve();
            await meet.promise;
            await tx.query(second);
            return runs;
          },
          { retry },
        );
      return Promise.allSettled([verb(one, two), verb(two, one)]);
    };
    const refused = (await crossed(false)).filter(({ status }) => status === 'rejected');
    assert.equal(refused.length, 1);
    const { reason } = refused[0] as PromiseRejectedResult;
    assert.equal((reason as Problem).code, 'unavailable');
    const tried = await crossed(true);
    assert.deepEqual(
      tried.map(({ status }) => status),
      ['fulfilled', 'fulfilled'],
    );
    assert.ok(tried.some((result) => result.status === 'fulfilled' && result.value === 3));
  });
});

describe('a system duty', () => {
  test('works across workspaces on its own tables, and nowhere else', async () => {
    await change(`insert into app.object_intents (workspace_id, id, object_key, lease_until) values ($1, uuidv7(), 'a', now())`, [
      mine.workspaceId,
    ]);
    await change(`insert into app.object_intents (workspace_id, id, object_key, lease_until) values ($1, uuidv7(), 'b', now())`, [
      theirs.workspaceId,
    ]);
    const swept = await asSystem(db, 'sweep-objects', async (tx) => {
      await tx.query(`update app.object_intents set state = 'SWEEPING'`);
      return tx.query('delete from app.object_intents returning object_key');
    });
    assert.equal(swept.length, 2);
    for (const text of [
      'select from app.files',
      'select from app.users',
      'select app.enter_workspace(null, null)',
      `insert into app.dossiers default values`,
    ]) {
      await assert.rejects(
        asSystem(db, 'sweep-objects', (tx) => tx.query(text)),
        { code: '42501' },
        text,
      );
    }
  });
});
