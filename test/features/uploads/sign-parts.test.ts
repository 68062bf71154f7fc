import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { systemClock } from '../../../src/core/clock.ts';
import { newId } from '../../../src/core/ids.ts';
import { signParts } from '../../../src/features/uploads/sign-parts.ts';
import type { ObjectParts } from '../../../src/platform/storage/object-parts.ts';
import { openBench } from '../../platform/storage/support.ts';

const PARTS = 900;
const bench = await openBench();

test('while the addresses of many parts are signed, others have their turn', async () => {
  const { database, member } = bench;
  const id = newId();
  await database.query(
    'tabularium_owner',
    `insert into app.uploads (workspace_id, id, kind, dossier_id, file_id, filename, size, object_key, staging_key, store_upload_id, expires_at, created_by)
     values ($1, $2, 'PRESIGNED', uuidv7(), uuidv7(), 'f', 900, 'final', 'staging', 's3', now() + interval '1 hour', $3)`,
    [member.workspaceId, id, member.userId],
  );
  await database.query(
    'tabularium_owner',
    `insert into app.upload_parts (workspace_id, upload_id, number, size, crc32c) select $1, $2, n, 1, 0 from generate_series(1, ${PARTS}) n`,
    [member.workspaceId, id],
  );
  const ctx = bench.caller();
  const { objects } = ctx.platform;
  let turns = 0;
  const waiting: boolean[] = [];
  const presign: ObjectParts['presign'] = (...part) => {
    if (waiting.length === 0) setImmediate(() => (turns += 1));
    waiting.push(turns === 0);
    return objects.parts.presign(...part);
  };
  const watched = { ...objects, parts: { ...objects.parts, presign } };
  const { parts } = await signParts({ ...ctx, platform: { ...ctx.platform, objects: watched, clock: systemClock } }, id);
  assert.equal(parts.length, PARTS);
  assert.ok(waiting.filter(Boolean).length < PARTS / 10, 'nobody else had a turn');
});
