import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import type { Idempotency, WorkspaceContext } from '../../../src/platform/context.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { Lease } from '../../../src/platform/storage/lease.ts';
import { storeObjects } from '../../../src/platform/storage/store-object.ts';
import { claimUpload, type UploadClaim } from '../../../src/platform/storage/upload-claim.ts';
import { contentsOf } from '../../support/object-store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openBench } from './support.ts';

const bench = await openBench();
const CONTENT = randomBytes(32);

const newKey = (): Idempotency => ({ keyHash: randomBytes(32), fingerprint: randomBytes(32), replayed: false });
const claim = (key: Idempotency, ctx: WorkspaceContext = bench.caller()) =>
  claimUpload({ ...ctx, idempotency: key }, key, async () => 'found');
async function taken(key: Idempotency): Promise<UploadClaim> {
  const claimed = await claim(key);
  assert.ok(claimed.claim);
  return claimed.claim;
}
const settle = (held: UploadClaim, result: unknown): Promise<void> => inWorkspace(bench.caller(), (tx) => held.settle(tx, CONTENT, result));
const inUse = (error: unknown): boolean => error instanceof Problem && error.code === 'idempotency-key-in-use';

const rowOf = async ({ keyHash }: Idempotency): Promise<{ state: string; seconds: number } | undefined> => {
  const text = `select state, extract(epoch from expires_at - now())::float as seconds from app.idempotency_keys where key_hash = $1`;
  return (await bench.database.query<{ state: string; seconds: number }>('tabularium_owner', text, [keyHash]))[0];
};
const runOut = ({ keyHash }: Idempotency): Promise<unknown> =>
  bench.database.query('tabularium_owner', `update app.idempotency_keys set expires_at = now() where key_hash = $1`, [keyHash]);

test('a claim is committed before the first byte, and refuses everybody else until it is settled', async () => {
  const key = newKey();
  const held = await taken(key);
  assert.equal((await rowOf(key))?.state, 'IN_PROGRESS');
  await assert.rejects(claim(key), inUse);
  await settle(held, { ids: ['a'] });
  const row = await rowOf(key);
  assert.equal(row?.state, 'DONE');
  assert.ok((row?.seconds ?? 0) > 23 * 3600);
  assert.deepEqual((await claim(key)).kept, { result: '{"ids":["a"]}', contentHash: CONTENT.toString('hex') });
});

test('nothing is claimed for an upload that may not begin', async () => {
  const key = newKey();
  const refused = claimUpload(bench.caller(), key, () => Promise.reject(new Error('no')));
  await assert.rejects(refused, /^Error: no$/);
  assert.equal(await rowOf(key), undefined);
});

test('a claim whose lease ran out is taken over, and what its first attempt does after that does not count', async () => {
  const key = newKey();
  const late = await taken(key);
  await runOut(key);
  const next = await taken(key);
  await assert.rejects(settle(late, 'late'), inUse);
  await assert.rejects(
    inWorkspace(bench.caller(), (tx) => late.renew(tx)),
    inUse,
  );
  await late.release();
  await settle(next, 'next');
  assert.equal((await claim(key)).kept?.result, '"next"');
});

test('a claim that was let go may be taken at once; one that is settled cannot be let go', async () => {
  const key = newKey();
  await (await taken(key)).release();
  assert.equal(await rowOf(key), undefined);
  const held = await taken(key);
  await settle(held, 'done');
  await held.release();
  assert.equal((await rowOf(key))?.state, 'DONE');
});

test('of many that find a lease that ran out, exactly one takes the key over', async () => {
  const key = newKey();
  await taken(key);
  await runOut(key);
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => claim(key)));
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const one of all) if (one.status === 'rejected') assert.ok(inUse(one.reason));
});

test('a claim is renewed while bytes flow, before the first intent as well, and a lost one stops the writer', async () => {
  const key = newKey();
  const held = await taken(key);
  await bench.database.query(
    'tabularium_owner',
    `update app.idempotency_keys set expires_at = now() + interval '5 s' where key_hash = $1`,
    [key.keyHash],
  );
  const lease = new Lease(bench.caller(), 20);
  lease.hold((tx) => held.renew(tx));
  await waitFor('the renewal', async () => ((await rowOf(key))?.seconds ?? 0) > 30);
  await runOut(key);
  const { signal } = lease;
  // renewed in between it is still this attempt's, so another one takes it by force
  await bench.database.query('tabularium_owner', `update app.idempotency_keys set attempt = uuidv7() where key_hash = $1`, [key.keyHash]);
  await waitFor('the stop', async () => signal.aborted);
  assert.ok(inUse(signal.reason));
  await lease.end();
});

test('a write that fails lets its claim go and leaves nothing; one whose claim was lost does not count', async () => {
  const key = newKey();
  const held = await taken(key);
  const objectKey = bench.key();
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('bytes');
  }
  const broken = storeObjects(
    bench.caller(),
    async (store) => {
      await store(objectKey, bytes());
      throw new Error('torn');
    },
    async () => 'counted',
    held,
  );
  await assert.rejects(broken, /^Error: torn$/);
  assert.equal(await rowOf(key), undefined);

  const late = await taken(key);
  const lost = storeObjects(
    bench.caller(),
    async (store) => {
      await store(objectKey, bytes());
      await runOut(key);
      await taken(key);
    },
    (tx) => late.settle(tx, CONTENT, 'late'),
    late,
  );
  await assert.rejects(lost, inUse);
  assert.equal((await rowOf(key))?.state, 'IN_PROGRESS');
  assert.deepEqual(await contentsOf(bench.objects, bench.member.workspaceId), { objects: [], uploads: [] });
  assert.deepEqual(await bench.intents(), []);
});
