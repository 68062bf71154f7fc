import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Platform } from '../../../src/platform/context.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import { createMetrics } from '../../../src/platform/metrics.ts';
import { auditObjects } from '../../../src/platform/storage/audit-objects.ts';
import { insertIntent } from '../../../src/platform/storage/intents.ts';
import { fileKey, isObjectKey, packageKey, stagingKey, tailKey } from '../../../src/platform/storage/keys.ts';
import type { Sweep } from '../../../src/platform/sweeps/sweep.ts';
import { chunks, contentsOf } from '../../support/object-store.ts';
import { makeWorkspace } from '../db/support.ts';
import { openBench } from './support.ts';

const bench = await openBench();
const { db, objects, database } = bench;
const said: string[] = [];
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: ({ key }: { key?: string }) => void said.push(key ?? '') };
const metrics = createMetrics();
const AGE = 3_600_000;
// the clock of the sweep is ahead: what the tests have just written is old to it
const clock = { now: () => new Date(Date.now() + 2 * AGE) };
const ctx = { platform: { db, objects, metrics, clock } as unknown as Platform, log, signal: new AbortController().signal };

const write = async (key: string): Promise<string> => {
  await objects.write(key, chunks(1, 10), { signal: ctx.signal, onUploadId: async () => undefined });
  return key;
};

/** A file whose one version names this object. */
async function name(key: string, { workspaceId, userId, templateId } = bench.member): Promise<void> {
  await database.query(
    'tabularium_owner',
    `with d as (insert into app.dossiers (workspace_id, id, dossier_template_id, name, owner_id, created_by, modified_by)
                values ($1, uuidv7(), $2, 'D', $3, $3, $3) returning id),
          f as (insert into app.files (workspace_id, id, dossier_id, filename, title, media_type, size, created_by, modified_by)
                select $1, uuidv7(), id, 'f', 'f', 'text/plain', 10, $3, $3 from d returning id)
     insert into app.file_versions (workspace_id, file_id, version, filename, object_key, media_type, size, crc32, crc32c, store_etag, created_by)
     select $1, id, 1, 'f', $4, 'text/plain', 10, 1, 1, 'e', $3 from f`,
    [workspaceId, templateId, userId, key],
  );
}

/** One pass over all workspaces. Returns how many orphans went. */
async function pass(sweep: Sweep = auditObjects({ olderThanMs: AGE, pageSize: 3 })): Promise<number> {
  let [place, orphans] = ['', 0];
  do {
    const step = await sweep.step(ctx, place);
    place = step.place;
    orphans += step.swept['orphan'] ?? 0;
  } while (place !== '');
  return orphans;
}
const file = ({ workspaceId } = bench.member): string => fileKey(workspaceId, newId(), newId());
const left = async ({ workspaceId } = bench.member): Promise<string[]> => (await contentsOf(objects, `${workspaceId}/`)).objects.toSorted();

test('what nothing names goes, on every page and in every workspace; what a row or an intent names stays', async () => {
  const other = await makeWorkspace(database);
  const kept: string[] = [];
  for (let n = 0; n < 5; n += 1) kept.push(await write(file()));
  for (const key of kept.slice(1)) await name(key);
  await inWorkspace(bench.caller(), (tx) => insertIntent(tx, kept[0] ?? ''));
  const orphans = 4 + 1;
  for (let n = 0; n < 4; n += 1) await write(file());
  await write(packageKey(other.workspaceId, newId(), newId()));
  const foreign = await write(fileKey(newId(), newId(), newId()));
  assert.equal(await pass(), orphans);
  assert.deepEqual(await left(), kept.toSorted());
  assert.deepEqual(await left(other), []);
  assert.ok(await objects.head(foreign), 'a workspace that this database does not know');
  await objects.remove(foreign);
  assert.equal(await pass(), 0);
  assert.deepEqual(said, []);
});

test('a young object, and what is not of our making, is left alone', async () => {
  const before = await left();
  const young = await write(file());
  const temporary = await write(`${file()}-${newId()}`);
  assert.equal(await pass(auditObjects()), 0);
  assert.deepEqual(await left(), [...before, young, temporary].toSorted());
  assert.equal(await pass(), 1);
  assert.deepEqual(await left(), [...before, temporary].toSorted());
});

test('a row whose object is missing is told, and stays', async () => {
  const missing = [file(), file()];
  for (const key of missing) await name(key);
  said.length = 0;
  assert.equal(await pass(), 0);
  assert.deepEqual(said.toSorted(), missing.toSorted());
  assert.match(await metrics.registry.metrics(), /^tabularium_missing_objects_total 2$/m);
  const rows = await database.query('tabularium_owner', 'select from app.file_versions where object_key = any($1)', [missing]);
  assert.equal(rows.length, 2);
});

test('keys of ours are known as such, and nothing else is', () => {
  const [a, b, c] = [newId(), newId(), newId()];
  for (const key of [fileKey(a, b, c), packageKey(a, b, c), stagingKey(a, b), tailKey(a, b, 3)]) {
    assert.ok(isObjectKey(key), key);
    for (const other of [`${key}-${newId()}`, `.s3proxy-mpu-stub-${key}`, `x/${key}`, `${key}/x`]) assert.ok(!isObjectKey(other), other);
  }
});
