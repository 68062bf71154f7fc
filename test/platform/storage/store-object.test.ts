import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import type { WorkspaceContext } from '../../../src/platform/context.ts';
import type { Tx } from '../../../src/platform/db/database.ts';
import { inJob, inWorkspace } from '../../../src/platform/db/doors.ts';
import { condemnObject } from '../../../src/platform/storage/intents.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import { openObjectStore } from '../../../src/platform/storage/open.ts';
import { storeObject, storeObjects } from '../../../src/platform/storage/store-object.ts';
import { sweepObjects } from '../../../src/platform/storage/sweep.ts';
import { chunks, contentsOf } from '../../support/object-store.ts';
import { openStoreProxy } from '../../support/store-proxy.ts';
import { openBench } from './support.ts';

const bench = await openBench();
const { db, objects, member } = bench;
const MIB = 1024 * 1024;
const root = `${member.workspaceId}/`;
const NOTHING = { objects: [], uploads: [] };

/** A caller whose bytes go to another store. */
const withStore = (store: ObjectStore): WorkspaceContext => {
  const ctx = bench.caller();
  return { ...ctx, platform: { ...ctx.platform, objects: store } };
};
const rename = (tx: Tx, name: string): Promise<unknown> =>
  tx.query('update app.dossier_templates set name = $1 where id = $2', [name, member.templateId]);
const nameNow = async (): Promise<string | undefined> =>
  (
    await bench.database.query<{ name: string }>('tabularium_owner', 'select name from app.dossier_templates where id = $1', [
      member.templateId,
    ])
  )[0]?.name;
const cleanUp = async (): Promise<void> => {
  for await (const key of objects.keys(root)) await objects.remove(key);
};

for (const [who, door] of [
  ['a caller', () => bench.caller()],
  ['a job', () => bench.job()],
] as const) {
  test(`${who} stores one object: its intent is there before the first byte and gone with the final transaction`, async () => {
    const key = bench.key();
    async function* source(): AsyncGenerator<Buffer> {
      assert.deepEqual(await bench.intents(), [{ object_key: key, state: 'WRITING', upload_id: null }]);
      yield* chunks(18, MIB);
      assert.equal((await bench.intents())[0]?.upload_id, (await objects.openUploads(key))[0]?.uploadId);
    }
    const size = await storeObject(door(), key, source(), async (tx, facts) => {
      await rename(tx, who);
      return facts.size;
    });
    assert.equal(size, 18 * MIB);
    assert.equal(await nameNow(), who);
    assert.deepEqual(await bench.intents(), []);
    assert.deepEqual(await contentsOf(objects, root), { objects: [key], uploads: [] });
    await cleanUp();
  });
}

test('several objects count together, and when the last one fails none is left', async () => {
  const keys = [bench.key(), bench.key(), bench.key()];
  const total = await storeObjects(
    bench.caller(),
    async (store) => {
      let sum = 0;
      for (const key of keys) sum += (await store(key, chunks(2, 1000))).size;
      return sum;
    },
    async (_tx, sum) => sum,
  );
  assert.equal(total, 6000);
  assert.deepEqual((await contentsOf(objects, root)).objects.toSorted(), keys.toSorted());
  assert.deepEqual(await bench.intents(), []);
  await cleanUp();

  async function* torn(): AsyncGenerator<Buffer> {
    yield* chunks(20, MIB);
    throw new Error('torn');
  }
  const failing = storeObjects(
    bench.caller(),
    async (store) => {
      await store(bench.key(), chunks(1, 10));
      await store(bench.key(), torn());
    },
    async (tx) => rename(tx, 'never'),
  );
  await assert.rejects(failing, /torn/);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
  assert.notEqual(await nameNow(), 'never');
});

test('a final transaction that fails takes the object away', async () => {
  const failing = storeObject(bench.caller(), bench.key(), chunks(1, 10), async (tx) => {
    await rename(tx, 'never');
    throw new Error('no such dossier any more');
  });
  await assert.rejects(failing, /no such dossier/);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
  assert.notEqual(await nameNow(), 'never');
});

test('a caller who leaves while bytes flow leaves nothing behind', async () => {
  const left = new AbortController();
  async function* source(): AsyncGenerator<Buffer> {
    yield* chunks(20, MIB);
    left.abort(new Error('the connection was closed'));
    await new Promise(() => undefined);
  }
  await assert.rejects(
    storeObject(bench.caller(left.signal), bench.key(), source(), async () => 1),
    /closed/,
  );
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
});

test('a member removed while bytes flow stores nothing', async () => {
  const status = (value: string): Promise<unknown[]> =>
    bench.database.query('tabularium_owner', 'update app.memberships set status = $1 where workspace_id = $2', [value, member.workspaceId]);
  async function* source(): AsyncGenerator<Buffer> {
    yield* chunks(2, 10);
    await status('REMOVED');
  }
  await assert.rejects(
    storeObject(bench.caller(), bench.key(), source(), async () => 1),
    { code: 'workspace-forbidden' },
  );
  await status('ACTIVE');
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
});

test('a writer whose lease ran out cannot make its object count, even when it still got its bytes through', async () => {
  async function* source(): AsyncGenerator<Buffer> {
    yield* chunks(20, MIB);
    await bench.expire();
    await sweepObjects(db, objects);
    assert.deepEqual(await bench.intents(), []);
  }
  const late = storeObject(bench.caller(), bench.key(), source(), (tx) => rename(tx, 'never'));
  await assert.rejects(late, { code: 'unavailable' });
  async function* small(): AsyncGenerator<Buffer> {
    yield* chunks(1, 10);
    await bench.expire();
    await sweepObjects(db, objects);
  }
  const lateButWhole = storeObject(bench.caller(), bench.key(), small(), (tx) => rename(tx, 'never'));
  await assert.rejects(lateButWhole, { code: 'unavailable' });
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
  assert.notEqual(await nameNow(), 'never');
});

test('an object whose final transaction took place stays, even when the answer of the commit was lost', async () => {
  const left = new AbortController();
  const key = bench.key();
  const ctx = bench.caller(left.signal);
  // a transaction that commits and then reports a failure, as a connection cut at the wrong moment does
  const committed = storeObject(ctx, key, chunks(1, 10), async (tx) => {
    await rename(tx, 'committed');
    await tx.query('commit');
    left.abort(new Error('cut after the commit'));
  });
  await assert.rejects(committed);
  assert.equal(await nameNow(), 'committed');
  assert.deepEqual(await contentsOf(objects, root), { objects: [key], uploads: [] });
  assert.deepEqual(await bench.intents(), []);
  await cleanUp();
});

test('a condemned object goes with the next sweep, and only when its transaction took place', async () => {
  const [kept, gone] = [bench.key(), bench.key()];
  for (const key of [kept, gone]) await storeObject(bench.caller(), key, chunks(1, 10), async () => undefined);
  await inJob(bench.job(), (tx) => condemnObject(tx, gone));
  const rolledBack = inWorkspace(bench.caller(), async (tx) => {
    await condemnObject(tx, kept);
    throw new Error('no');
  });
  await assert.rejects(rolledBack);
  assert.equal(await sweepObjects(db, objects), 1);
  assert.deepEqual(await contentsOf(objects, root), { objects: [kept], uploads: [] });
  assert.deepEqual(await bench.intents(), []);
  await cleanUp();
});

test('what the store carries out after it gave no answer is removed all the same', async () => {
  const key = bench.key();
  let late: () => Promise<unknown> = async () => undefined;
  const slow: ObjectStore = {
    ...objects,
    write: async (at, source, options) => {
      late = () => objects.write(at, source, options);
      throw new Problem('unavailable', { detail: 'no answer' });
    },
  };
  await assert.rejects(
    storeObject(withStore(slow), key, chunks(1, 10), async () => 1),
    { code: 'unavailable' },
  );
  await late();
  assert.deepEqual(await contentsOf(objects, root), { objects: [key], uploads: [] });
  assert.equal(await sweepObjects(db, objects), 0, 'not before the store had its time');
  await bench.expire();
  assert.equal(await sweepObjects(db, objects), 1);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
});

test('a multipart upload whose creation got no answer is ended by the sweeper, and never created twice', async () => {
  let created = 0;
  const proxy = await openStoreProxy(({ method, url }) => {
    if (method !== 'POST' || !url?.includes('uploads')) return 'pass';
    created += 1;
    return created === 1 ? 'lose the answer' : 'pass';
  });
  const store = openObjectStore(proxy.options);
  const key = bench.key();
  const [end] = await Promise.allSettled([storeObject(withStore(store), key, chunks(8, MIB), async () => 1)]);
  store.close();
  proxy.close();
  assert.equal(end.status === 'rejected' && (end.reason as Problem).code, 'unavailable');
  assert.equal(created, 1);
  await bench.expire();
  await sweepObjects(db, objects);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
});

test('a failed write of several objects asks a store that is away once and leaves them all to the sweeper', async () => {
  let asked = 0;
  const away: ObjectStore = {
    ...objects,
    openUploads: async () => {
      asked += 1;
      throw new Error('the store is away');
    },
  };
  const failing = storeObjects(
    withStore(away),
    async (store) => {
      for (let n = 0; n < 3; n += 1) await store(bench.key(), chunks(1, 10));
      throw new Error('torn');
    },
    async () => 1,
  );
  await assert.rejects(failing, /torn/);
  assert.equal(asked, 1);
  assert.equal((await bench.intents()).length, 3);
  await bench.expire();
  assert.equal(await sweepObjects(db, objects), 3);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
});
