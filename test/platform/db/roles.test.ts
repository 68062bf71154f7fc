import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Database } from '../../../src/platform/db/database.ts';
import { asSystem } from '../../../src/platform/db/doors.ts';
import { openDatabase, refuseUnsafeRole } from '../../../src/platform/db/open.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;
before(async () => {
  database = await createDatabase();
  db = await database.open();
});
after(() => database.drop());

describe('server and worker', () => {
  test('start with the two roles as they are meant to be', () => refuseUnsafeRole(db));

  const refused = {
    'a superuser': ['superuser', 'tabularium_system', /is superuser/],
    'the owner': ['tabularium_owner', 'tabularium_system', /is tabularium_owner or a member/],
    'the system role as app': [
      'tabularium_system',
      'tabularium_system',
      /DATABASE_URL: permission denied for function enter_workspace. Is it the right role/,
    ],
    'the app role as system': ['tabularium_app', 'tabularium_app', /DATABASE_SYSTEM_URL: tabularium_app is not tabularium_system/],
  } as const;
  for (const [name, [app, system, message]] of Object.entries(refused)) {
    test(`refuse to start as ${name}`, async () => {
      const wrong = await openDatabase({
        appUrl: database.url(app),
        systemUrl: database.url(system),
        poolSize: 1,
        applicationName: 'test',
      });
      await assert.rejects(refuseUnsafeRole(wrong), message);
      await wrong.close();
    });
  }

  test('refuse to start with BYPASSRLS, or as a member of owner or system', async () => {
    const role = `unsafe_${newId().slice(-12)}`;
    const url = new URL(database.url('tabularium_app'));
    url.username = role;
    url.password = 'x';
    await database.query(
      'superuser',
      `create role ${role} login password 'x' bypassrls in role tabularium_app, tabularium_system, tabularium_owner`,
    );
    const wrong = await openDatabase({
      appUrl: url.href,
      systemUrl: database.url('tabularium_system'),
      poolSize: 1,
      applicationName: 'test',
    });
    const message = /has BYPASSRLS; .*is tabularium_owner or a member of it; .*is a member of tabularium_system/;
    await assert.rejects(refuseUnsafeRole(wrong), message);
    await wrong.close();
    await database.query('superuser', `drop role ${role}`);
  });
});

describe('a user', () => {
  interface Seen {
    readonly id: string;
    readonly state: string;
  }
  const ensure = (values: readonly unknown[]): Promise<Seen | undefined> =>
    asSystem(db, 'ensure-user', (tx) => tx.one<Seen>('select id, state from app.ensure_user($1, $2, $3, $4, $5, $6, $7)', values));
  const profile = async (id: string | undefined): Promise<object | undefined> =>
    (await database.query<object>('tabularium_owner', 'select kind, username, name, email from app.users where id = $1', [id]))[0];

  test('appears on first sight and is the same one from then on', async () => {
    const subject = newId();
    const id = newId();
    assert.deepEqual(await ensure(['https://one.test', subject, id, 'PERSON', 'anna', 'Anna', 'anna@example.org']), {
      id,
      state: 'ACTIVE',
    });
    assert.deepEqual(await ensure(['https://one.test', subject, newId(), 'PERSON', null, null, null]), { id, state: 'ACTIVE' });
    assert.deepEqual(await profile(id), { kind: 'PERSON', username: 'anna', name: 'Anna', email: 'anna@example.org' });
    await ensure(['https://one.test', subject, newId(), 'PERSON', 'anna', 'Anna Novak', null]);
    assert.deepEqual(await profile(id), { kind: 'PERSON', username: 'anna', name: 'Anna Novak', email: 'anna@example.org' });
  });

  test('with the same subject at another issuer is another one', async () => {
    const subject = newId();
    const one = await ensure(['https://one.test', subject, newId(), 'PERSON', null, null, null]);
    const two = await ensure(['https://two.test', subject, newId(), 'PROGRAM', null, null, null]);
    assert.notEqual(one?.id, two?.id);
  });

  test('seen for the first time by many at once is one', async () => {
    const subject = newId();
    const wide = await Promise.all(
      Array.from({ length: 8 }, () => ensure(['https://one.test', subject, newId(), 'PERSON', 'x', null, null])),
    );
    assert.equal(new Set(wide.map((user) => user?.id)).size, 1);
  });

  test('whose name is longer than we keep still gets in', async () => {
    const user = await ensure(['https://one.test', newId(), newId(), 'PERSON', 'u'.repeat(400), 'n'.repeat(400), 'e'.repeat(400)]);
    assert.equal(user?.state, 'ACTIVE');
  });

  test('who is disabled stays so, and her state is told', async () => {
    const subject = newId();
    const user = await ensure(['https://one.test', subject, newId(), 'PERSON', null, null, null]);
    await database.query('tabularium_owner', `update app.users set state = 'DISABLED' where id = $1`, [user?.id]);
    assert.deepEqual(await ensure(['https://one.test', subject, newId(), 'PERSON', 'new', null, null]), {
      id: user?.id,
      state: 'DISABLED',
    });
  });
});
