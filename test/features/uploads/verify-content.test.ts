import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { verifyContent } from '../../../src/features/uploads/verify-content.ts';
import type { Claim } from '../../../src/platform/queue/handle.ts';
import { openBench, type Room } from '../result-packages/bench.ts';

const bench = await openBench();
const claim: Claim = { attempt: 1, lastAttempt: false, settle: async () => undefined };

/** A file of a completed upload whose object is not in the store. */
async function missing(room: Room): Promise<{ fileId: string; uploadId: string }> {
  const fileId = await room.file(await room.dossier('Missing'), 'gone.txt', 'gone');
  await bench.database.query('tabularium_owner', `update app.file_versions set sha256 = null, object_key = 'missing' where file_id = $1`, [
    fileId,
  ]);
  const uploadId = newId();
  await bench.database.query(
    'tabularium_owner',
    `insert into app.uploads (workspace_id, id, kind, status, dossier_id, file_id, version, filename, size, object_key, expires_at, created_by)
     select workspace_id, $2, 'TUS', 'COMPLETED', dossier_id, id, 1, filename, size, 'missing', now() + interval '1 hour', created_by
     from app.files where id = $1`,
    [fileId, uploadId],
  );
  return { fileId, uploadId };
}

const isVerified = async (uploadId: string): Promise<boolean | undefined> =>
  (
    await bench.database.query<{ verified: boolean }>(
      'tabularium_owner',
      'select date_verified is not null as verified from app.uploads where id = $1',
      [uploadId],
    )
  )[0]?.verified;

test('an object that a version names and the store does not have is never taken for verified', async () => {
  const room = await bench.workspace();
  const { uploadId } = await missing(room);
  await assert.rejects(verifyContent(room.job(), { uploadId }, claim), /not in the store/);
  assert.equal(await isVerified(uploadId), false);
});

test('an object that is gone together with its file leaves nothing to verify', async () => {
  const room = await bench.workspace();
  const { fileId, uploadId } = await missing(room);
  await bench.database.query('tabularium_owner', 'delete from app.files where id = $1', [fileId]);
  await verifyContent(room.job(), { uploadId }, claim);
  assert.equal(await isVerified(uploadId), true);
});
