import { strict as assert } from 'node:assert';
import { after, test } from 'node:test';
import { CreateMultipartUploadCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { createMetrics } from '../../../src/platform/metrics.ts';
import { insertIntent, nameUpload } from '../../../src/platform/storage/intents.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import { startSweeping, sweepObjects } from '../../../src/platform/storage/sweep.ts';
import { chunks, contentsOf, storeOptions } from '../../support/object-store.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openBench } from './support.ts';

const bench = await openBench();
const { db, objects, member } = bench;
const root = `${member.workspaceId}/`;
const NOTHING = { objects: [], uploads: [] };
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };

const { bucket, accessKeyId, secretAccessKey, ...reach } = storeOptions();
const s3 = new S3Client({ ...reach, endpoint: reach.endpoint ?? '', credentials: { accessKeyId, secretAccessKey } });
after(() => s3.destroy());

/** What a writer leaves that is killed in the middle of an upload: intent, open upload, a part. */
async function killedInUpload(named: boolean): Promise<string> {
  const key = bench.key();
  const id = await inWorkspace(bench.caller(), (tx) => insertIntent(tx, key));
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }));
  if (named) await inWorkspace(bench.caller(), (tx) => nameUpload(tx, id, UploadId));
  await s3.send(new UploadPartCommand({ Bucket: bucket, Key: key, UploadId, PartNumber: 1, Body: Buffer.alloc(1000) }));
  return key;
}

/** The same, killed between its last byte and its final transaction. */
async function killedBeforeCommit(): Promise<string> {
  const key = bench.key();
  await inWorkspace(bench.caller(), (tx) => insertIntent(tx, key));
  await objects.write(key, chunks(1, 10), { signal: new AbortController().signal, onUploadId: async () => undefined });
  return key;
}

test('within its lease an intent is left alone; after it object, open upload and intent go, named or not', async () => {
  const whole = await killedBeforeCommit();
  const uploads = [await killedInUpload(true), await killedInUpload(false)];
  assert.equal(await sweepObjects(db, objects), 0);
  const before = await contentsOf(objects, root);
  assert.deepEqual([before.objects, before.uploads.toSorted()], [[whole], uploads.toSorted()]);
  await bench.expire();
  assert.equal(await sweepObjects(db, objects), 3);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
});

test('the claim is committed before the store is touched, and a store that fails leaves it for a later sweep', async () => {
  const key = await killedBeforeCommit();
  await bench.expire();
  const states: string[] = [];
  const failing: ObjectStore = {
    ...objects,
    openUploads: async () => {
      states.push(...(await bench.intents()).map(({ state }) => state));
      throw new Error('the store is away');
    },
  };
  await assert.rejects(sweepObjects(db, failing), /1 of 1 objects/);
  assert.deepEqual(states, ['SWEEPING']);
  assert.equal(await sweepObjects(db, objects), 0);
  assert.deepEqual(await contentsOf(objects, root), { objects: [key], uploads: [] });
  await bench.expire();
  assert.equal(await sweepObjects(db, objects), 1);
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
});

test('one object that cannot be removed does not keep the others', async () => {
  const keys = [await killedBeforeCommit(), await killedBeforeCommit(), await killedBeforeCommit()];
  await bench.expire();
  const picky: ObjectStore = {
    ...objects,
    remove: (key) => (key === keys[0] ? Promise.reject(new Error('not this one')) : objects.remove(key)),
  };
  await assert.rejects(sweepObjects(db, picky), /1 of 3 objects/);
  assert.deepEqual(await contentsOf(objects, root), { objects: [keys[0]], uploads: [] });
  assert.equal((await bench.intents()).length, 1);
  await bench.expire();
  await sweepObjects(db, objects);
});

test('two sweepers at once remove everything and trip over nothing', async () => {
  for (let n = 0; n < 12; n += 1) await killedBeforeCommit();
  await bench.expire();
  const counts = await Promise.all([1, 2, 3].map(() => sweepObjects(db, objects)));
  assert.equal(
    counts.reduce((sum, count) => sum + count),
    12,
  );
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.deepEqual(await bench.intents(), []);
});

const metrics = createMetrics();

test('sweeping begins at once and ends when it is stopped', async () => {
  await killedBeforeCommit();
  await bench.expire();
  const sweeping = startSweeping({ db, objects, metrics }, log);
  await waitFor('the first sweep', async () => (await bench.intents()).length === 0);
  await sweeping.stop();
  assert.deepEqual(await contentsOf(objects, root), NOTHING);
  assert.match(await metrics.registry.metrics(), /^tabularium_swept_total\{what="object"\} 1$/m);
});

test('whether a lease ran out is told by the clock that wrote it, whatever the clock of the worker says', async (t) => {
  await killedBeforeCommit();
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 3_600_000 });
  assert.equal(await sweepObjects(db, objects), 0);
  t.mock.timers.reset();
  await bench.expire();
  assert.equal(await sweepObjects(db, objects), 1);
});

test('stopping finishes the object in hand and begins no other', async () => {
  for (let n = 0; n < 3; n += 1) await killedBeforeCommit();
  await bench.expire();
  let stopped: Promise<void> | undefined;
  const watched: ObjectStore = {
    ...objects,
    remove: (key) => {
      stopped ??= sweeping.stop();
      return objects.remove(key);
    },
  };
  const sweeping = startSweeping({ db, objects: watched, metrics }, log);
  await waitFor('the stop', async () => stopped !== undefined);
  await stopped;
  assert.equal((await contentsOf(objects, root)).objects.length, 2);
  assert.equal((await bench.intents()).length, 2);
  await bench.expire();
  assert.equal(await sweepObjects(db, objects), 2);
});
