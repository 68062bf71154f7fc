import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Database } from '../../../src/platform/db/database.ts';
import { inWorkspaceOnce } from '../../../src/platform/db/once.ts';
import { idempotencyKeys } from '../../../src/platform/db/sweep-keys.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { contextOf, type Member, makeWorkspace } from './support.ts';

let database: TestDatabase;
let db: Database;
let members: Member[];

before(async () => {
  database = await createDatabase();
  db = await database.open();
  members = [await makeWorkspace(database), await makeWorkspace(database)];
});
after(() => database.drop());

async function keep(member: Member): Promise<void> {
  const idempotency = { keyHash: randomBytes(32), fingerprint: randomBytes(32), replayed: false };
  await inWorkspaceOnce({ ...contextOf(db, member), idempotency }, async () => 'kept');
}
const expire = (seconds: number, count: number): Promise<unknown> =>
  database.query(
    'tabularium_owner',
    `update app.idempotency_keys set expires_at = now() - make_interval(secs => $1)
     where key_hash in (select key_hash from app.idempotency_keys where expires_at > now() limit $2)`,
    [seconds, count],
  );
const count = async (): Promise<number> => (await database.query('tabularium_owner', 'select from app.idempotency_keys')).length;
const step = async (signal = new AbortController().signal): Promise<number> => {
  const ctx = contextOf(db, members[0] ?? assert.fail());
  const { place, swept } = await idempotencyKeys.step({ platform: ctx.platform, log: ctx.log, signal }, '');
  assert.equal(place, '');
  return swept['idempotency-key'] ?? 0;
};

test('a sweep takes away what has expired, of every workspace, and nothing else', async () => {
  for (const member of members) for (let n = 0; n < 3; n++) await keep(member);
  assert.equal(await step(), 0);
  await expire(1, 4);
  assert.equal(await step(), 4);
  assert.equal(await count(), 2);
  assert.equal(await step(), 0);
});

test('what is more than a batch goes in one step; a worker that stops begins no batch', async () => {
  await database.query(
    'tabularium_owner',
    `insert into app.idempotency_keys (workspace_id, key_hash, user_id, operation_id, fingerprint, state, attempt, expires_at)
     select $1, sha256(n::text::bytea), $2, 'test', sha256('f'), 'IN_PROGRESS', uuidv7(), now() from generate_series(1, 2300) n`,
    [members[0]?.workspaceId, members[0]?.userId],
  );
  const left = await count();
  assert.equal(await step(AbortSignal.abort()), 0);
  assert.equal(await step(), 2300);
  assert.equal(await count(), left - 2300);
});
