import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Role } from '../../../src/core/context.ts';
import { Problem } from '../../../src/core/errors.ts';
import type { Idempotency, WorkspaceContext } from '../../../src/platform/context.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { inWorkspaceOnce } from '../../../src/platform/db/once.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, type Member, makeWorkspace } from './support.ts';

let database: TestDatabase;
let db: Database;
let mine: Member;

before(async () => {
  database = await createDatabase();
  db = await database.open();
  mine = await makeWorkspace(database);
});
after(() => database.drop());

const newKey = (): Idempotency => ({ keyHash: randomBytes(32), fingerprint: randomBytes(32), replayed: false });
const again = (key: Idempotency): Idempotency => ({ ...key, replayed: false });
const withKey = (idempotency: Idempotency, roles?: readonly Role[]): WorkspaceContext => ({
  ...contextOf(db, mine, roles && { roles }),
  idempotency,
});

const problemOf = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => assert.fail('it was let through'),
    (error: unknown) => (error instanceof Problem ? error : assert.fail(String(error))),
  );

const RENAME = `update app.dossier_templates set revision = revision + 1 where is_default returning revision as n`;
const bump = (ctx: WorkspaceContext) =>
  inWorkspaceOnce(ctx, async (tx) => {
    const row = await tx.one<{ n: number }>(RENAME);
    return { n: row?.n ?? 0, text: '{"b": 1, "a": "\\u0000"}' };
  });

describe('a verb with a key', () => {
  test('is done once; a repetition gets its result, text for text', async () => {
    const key = newKey();
    const first = withKey(key);
    const made = await bump(first);
    const second = withKey(again(key));
    assert.deepEqual(await bump(second), made);
    assert.deepEqual([first.idempotency?.replayed, second.idempotency?.replayed], [false, true]);
    assert.equal((await bump(withKey(newKey()))).n, made.n + 1);
  });

  test('with another request is refused, and not done', async () => {
    const key = newKey();
    await bump(withKey(key));
    const other = await problemOf(bump(withKey({ ...newKey(), keyHash: key.keyHash })));
    assert.equal(other.code, 'idempotency-key-reused');
  });

  test('is refused while another one with the key is at work, with the time to come back', async () => {
    const key = newKey();
    const [started, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = inWorkspaceOnce(withKey(key), async () => {
      started.resolve();
      await end.promise;
      return 'done';
    });
    await started.promise;
    const refused = await problemOf(bump(withKey(again(key))));
    assert.equal(refused.code, 'idempotency-key-in-use');
    assert.equal(refused.headers['Retry-After'], '1');
    end.resolve();
    assert.equal(await first, 'done');
    assert.equal(await inWorkspaceOnce(withKey(again(key)), () => assert.fail('ran')), 'done');
  });

  test('that fails keeps nothing: it may be sent again', async () => {
    const key = newKey();
    await assert.rejects(
      inWorkspaceOnce(withKey(key), () => Promise.reject(new Error('no'))),
      /^Error: no$/,
    );
    assert.equal(await inWorkspaceOnce(withKey(again(key)), async () => 'done'), 'done');
  });

  test('asked for by twenty at once has one effect; the others are refused or get its result', async () => {
    const key = newKey();
    const before = (await bump(withKey(newKey()))).n;
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => bump(withKey(again(key)))));
    const answered = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.n] : []));
    assert.ok(answered.length >= 1);
    assert.deepEqual([...new Set(answered)], [before + 1]);
    for (const one of all) if (one.status === 'rejected') assert.equal((one.reason as Problem).code, 'idempotency-key-in-use');
    assert.equal((await bump(withKey(newKey()))).n, before + 2);
  });

  test('is kept for a day, and done anew after that even when no sweep has passed', async () => {
    const key = newKey();
    const made = await bump(withKey(key));
    const [row] = await database.query<{ hours: string }>(
      'tabularium_owner',
      `select extract(epoch from expires_at - date_added) / 3600 as hours from app.idempotency_keys where key_hash = $1`,
      [key.keyHash],
    );
    assert.equal(Number(row?.hours), 24);
    await database.query('tabularium_owner', `update app.idempotency_keys set expires_at = now() where key_hash = $1`, [key.keyHash]);
    const other = { ...newKey(), keyHash: key.keyHash };
    const anew = await bump(withKey(other));
    assert.equal(anew.n, made.n + 1);
    assert.deepEqual(await bump(withKey(again(other))), anew);
  });

  test('gets nothing of what was kept when the caller may no longer come in', async () => {
    const key = newKey();
    await bump(withKey(key));
    assert.equal((await problemOf(bump(withKey(again(key), ['READER'])))).code, 'role-too-low');
    await database.query('tabularium_owner', `update app.memberships set status = 'REMOVED' where workspace_id = $1`, [mine.workspaceId]);
    assert.equal((await problemOf(bump(withKey(again(key))))).code, 'workspace-forbidden');
    await database.query('tabularium_owner', `update app.memberships set status = 'ACTIVE' where workspace_id = $1`, [mine.workspaceId]);
    assert.equal(
      (await problemOf(bump({ ...withKey(again(key)), principal: { ...contextOf(db, mine).principal, tenantId: mine.userId } }))).code,
      'workspace-forbidden',
    );
  });

  test('cannot be opened inside another transaction', async () => {
    await assert.rejects(
      inWorkspace(contextOf(db, mine), async () => bump(withKey(newKey()))),
      /inside a transaction/,
    );
  });
});

/** How many messages of one run went to the server. */
async function statementsOf(run: (ctx: WorkspaceContext) => Promise<unknown>, ctx: WorkspaceContext): Promise<number> {
  let sent = 0;
  const single = await database.open(1);
  const client = await single.app.connect();
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  Object.assign(client, { query: (...given: unknown[]) => (sent++, query(...given)) });
  client.release();
  await run({ ...ctx, platform: { ...ctx.platform, db: single } });
  return sent;
}

test('a key costs one statement more, its repetition none but those of the transaction, and no key nothing', async () => {
  const key = newKey();
  const plain = await statementsOf((ctx) => inWorkspace(ctx, (tx) => tx.one(RENAME)), contextOf(db, mine));
  assert.equal(await statementsOf(bump, contextOf(db, mine)), plain);
  assert.equal(await statementsOf(bump, withKey(key)), plain + 1);
  assert.equal(await statementsOf(bump, withKey(again(key))), plain - 1);
});

test('the comparison of key hashes is leakproof: else the look-up could not use the primary key', async () => {
  const [equal] = await database.query<{ leakproof: boolean }>(
    'superuser',
    `select p.proleakproof as leakproof from pg_operator o join pg_proc p on p.oid = o.oprcode
     where o.oprname = '=' and o.oprleft = 'bytea'::regtype and o.oprright = 'bytea'::regtype`,
  );
  assert.equal(equal?.leakproof, true);
});
