import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import pg from 'pg';
import { Problem } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { asSystem, inJob, inWorkspace, read, readInJob, readOwn } from '../../../src/platform/db/doors.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, fill, jobContextOf, type Member, makeWorkspace } from './support.ts';

let database: TestDatabase;
let db: Database; // pools of one connection: what one door leaves behind, the next query finds
let mine: Member;

before(async () => {
  database = await createDatabase();
  db = await database.open(1);
  mine = await makeWorkspace(database);
  await fill(database, mine, 1, 3);
});
after(() => database.drop());

const STATE = `select pg_backend_pid() as pid, nullif(current_setting('app.workspace_id', true), '') as workspace, nullif(current_setting('app.user_id', true), '') as user,
  current_setting('transaction_read_only') as read_only, current_setting('application_name') as name, current_user as role, current_setting('jit') as jit, current_setting('plan_cache_mode') as plans,
  (select count(*) from app.files) as files`;
const CLEAN = {
  workspace: null,
  user: null,
  read_only: 'off',
  name: 'tabularium-test',
  role: 'tabularium_app',
  jit: 'off',
  plans: 'auto',
  files: 0,
};

async function stateOf(pool: pg.Pool): Promise<Record<string, unknown>> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(STATE);
    assert.equal(client.getTransactionStatus(), 'I');
    return rows[0] ?? {};
  } finally {
    client.release();
  }
}

const FAILING = { text: 'select 1 / (count(*) - count(*)) from app.files', name: 'test.failing' };
const MISSING = { text: 'select from app.not_there', name: 'test.missing' };
const stranger = (): Member => ({ ...mine, workspaceId: newId() });
const boom = async (): Promise<never> => {
  throw new Error('boom');
};

const DOORS: Readonly<Record<string, () => Promise<unknown>>> = {
  'a read': () => read(contextOf(db, mine), { text: 'select 1' }),
  'a read planned once': () => read(contextOf(db, mine), { text: 'select $1::int', name: 'test.once', planOnce: true }, [1]),
  'a refused read': () => read(contextOf(db, stranger()), { text: 'select 1' }),
  'a read that fails': () => read(contextOf(db, mine), FAILING),
  'a read of a table that is not there': () => read(contextOf(db, mine), MISSING),
  'a read that writes': () => read(contextOf(db, mine), { text: `update app.files set title = 'x'` }),
  'a read with a value of the wrong type': () => read(contextOf(db, mine), { text: 'select $1::uuid' }, ['no uuid']),
  'a read with a value that cannot be sent': () => read(contextOf(db, mine), { text: 'select $1::jsonb' }, [circular()]),
  'a read of a malformed workspace': () => read(contextOf(db, { ...mine, workspaceId: 'no uuid' }), { text: 'select 1' }),
  'a read by a role too low': () => read(contextOf(db, mine, { roles: ['AUDITOR'] }), { text: 'select 1' }),
  'a read of own rows': () => readOwn(contextOf(db, mine), { text: 'select 1' }),
  'a failing read of own rows': () => readOwn(contextOf(db, mine), FAILING),
  'a read in a job': () => readInJob(jobContextOf(db, mine.workspaceId), { text: 'select 1' }),
  'a write': () => inWorkspace(contextOf(db, mine), (tx) => tx.query(`update app.files set title = 'x'`)),
  'a write that throws': () => inWorkspace(contextOf(db, mine), boom),
  'a write with a failing statement': () => inWorkspace(contextOf(db, mine), (tx) => tx.query(FAILING)),
  'a refused write': () => inWorkspace(contextOf(db, stranger()), boom),
  'a write to a malformed workspace': () => inWorkspace(contextOf(db, { ...mine, workspaceId: 'no uuid' }), boom),
  'a write by a role too low': () => inWorkspace(contextOf(db, mine, { roles: ['AUDITOR'] }), boom),
  'a write that fails at its commit': () =>
    inWorkspace(contextOf(db, mine), (tx) =>
      tx
        .query('savepoint s')
        .then(() => tx.query('select 1 / 0'))
        .catch(() => undefined),
    ),
  'a write whose query nobody awaits': () => inWorkspace(contextOf(db, mine), async (tx) => void tx.query('select pg_sleep(0.01)')),
  'a job': () => inJob(jobContextOf(db, mine.workspaceId), (tx) => tx.query('select 1')),
  'a job that throws': () => inJob(jobContextOf(db, mine.workspaceId), boom),
};

function circular(): object {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}

describe('no door leaves anything on a connection', () => {
  let pid: unknown;
  beforeEach(async () => {
    pid = (await stateOf(db.app)).pid;
  });

  for (const [name, door] of Object.entries(DOORS)) {
    test(`after ${name}`, async () => {
      await door().catch(() => undefined);
      assert.deepEqual(await stateOf(db.app), { pid, ...CLEAN });
      assert.deepEqual(
        await read(contextOf(db, mine), { text: 'select count(*) from app.files', name: 'test.count' }),
        [['3']],
        'still of use',
      );
    });
  }

  test('after a system duty, good or failing', async () => {
    for (const work of [async () => 1, boom]) {
      await asSystem(db, 'sweep-objects', work).catch(() => undefined);
      const { rows } = await db.system.query(`select current_setting('application_name') as name, txid_current_if_assigned() as tx`);
      assert.deepEqual(rows, [{ name: 'tabularium-test', tx: null }]);
    }
  });
});

describe('a connection', () => {
  test('whose statement could not be parsed runs it once the reason is gone', async () => {
    await assert.rejects(read(contextOf(db, mine), MISSING), { code: '42P01' });
    await assert.rejects(read(contextOf(db, mine), MISSING), { code: '42P01' });
    await database.query('tabularium_owner', 'create table app.not_there (); grant select on app.not_there to tabularium_app');
    assert.deepEqual(await read(contextOf(db, mine), MISSING), []);
  });

  test('whose prepared statement has gone stale is replaced', async () => {
    const stale = { text: 'select * from app.changing', name: 'test.changing' };
    await database.query('tabularium_owner', 'create table app.changing (a int); grant select on app.changing to tabularium_app');
    await read(contextOf(db, mine), stale);
    await database.query('tabularium_owner', 'alter table app.changing add b int');
    await read(contextOf(db, mine), stale).catch(() => undefined);
    assert.deepEqual(await read(contextOf(db, mine), stale), []);
  });

  test('that is cut in mid-transaction answers with unavailable, is replaced, and the process lives', async () => {
    const work = inWorkspace(contextOf(db, mine), async (tx) => {
      const row = await tx.one<{ pid: number }>('select pg_backend_pid() as pid');
      await database.query('superuser', 'select pg_terminate_backend($1, 1000)', [row?.pid]);
      return tx.query('select 1');
    });
    await assert.rejects(work, (error) => error instanceof Problem && error.code === 'unavailable' && error.headers['Retry-After'] === '1');
    assert.deepEqual(await read(contextOf(db, mine), { text: 'select count(*) from app.files' }), [['3']]);
  });

  test('answers 200 reads that nobody awaits in turn, each its own, failures among them', async () => {
    const wide = await database.open(3);
    const other = await makeWorkspace(database);
    await fill(database, other, 1, 7);
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => {
        if (n % 10 === 3) return read(contextOf(wide, mine), FAILING);
        const statement = { text: 'select $1::text, count(*) from app.files', name: 'test.own-answer' };
        return read(contextOf(wide, n % 2 === 0 ? mine : other), statement, [n]);
      }),
    );
    answers.forEach((answer, n) => {
      if (n % 10 === 3) assert.equal(answer.status === 'rejected' && (answer.reason as { code: string }).code, '22012');
      else assert.deepEqual(answer.status === 'fulfilled' && answer.value, [[String(n), n % 2 === 0 ? '3' : '7']]);
    });
  });

  test('of a database that is down is Problem unavailable, not a crash', async () => {
    const nowhere = await openDatabase({
      appUrl: 'postgres://tabularium_app:x@127.0.0.1:1/none',
      systemUrl: 'postgres://x:x@127.0.0.1:1/none',
      poolSize: 1,
      applicationName: 'test',
    });
    await assert.rejects(
      read(contextOf(nowhere, mine), { text: 'select 1' }),
      (error) => error instanceof Problem && error.code === 'unavailable',
    );
    await assert.rejects(
      asSystem(nowhere, 'ensure-user', async () => 1),
      (error) => error instanceof Problem && error.code === 'unavailable',
    );
    await nowhere.close();
  });
});

test('pg still calls the three methods that a query behind a scope puts itself between', () => {
  const query = pg.Query.prototype as unknown as Record<string, unknown>;
  for (const method of ['prepare', 'handleDataRow', 'handleCommandComplete']) assert.equal(typeof query[method], 'function', method);
});

test('a read that is to be planned once gets a plan for all values', async () => {
  const once = { text: 'select count(*) from app.files where size = $1', name: 'test.planned-once', planOnce: true } as const;
  await read(contextOf(db, mine), once, [1]);
  const plans = { text: `select generic_plans, custom_plans from pg_prepared_statements where name = 'test.planned-once'` };
  assert.deepEqual(await read(contextOf(db, mine), plans), [['1', '0']]);
});

test('bigint arrives as a number, a timestamp as a Date, a date as its text', async () => {
  const row = await inWorkspace(contextOf(db, mine), (tx) =>
    tx.one(
      `select 9007199254740991::bigint as n, '2026-01-02T03:04:05.678Z'::timestamptz as t, '2026-01-02'::date as d, null::bigint as none`,
    ),
  );
  assert.deepEqual(row, { n: Number.MAX_SAFE_INTEGER, t: new Date('2026-01-02T03:04:05.678Z'), d: '2026-01-02', none: null });
});
