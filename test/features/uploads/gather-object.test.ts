import { strict as assert } from 'node:assert';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { gatherObject } from '../../../src/features/uploads/gather-object.ts';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import { openTestStore } from '../../support/object-store.ts';

const store = openTestStore();
after(() => store.close());

test('what an earlier attempt to copy a direct upload has left open goes with the one that succeeds', async () => {
  const prefix = randomUUID();
  const [staging, key] = [`${prefix}/staging`, `${prefix}/original`];
  const bytes = randomBytes(1234);
  const uploadId = await store.parts.create(staging, 'checked');
  const { etag } = await store.parts.send({ key: staging, uploadId }, 1, bytes);
  await store.parts.create(key);
  const row = { id: randomUUID(), dossier_id: randomUUID(), file_id: randomUUID(), filename: 'f', title: null, media_type: null };
  const keys = { object_key: key, staging_key: staging, store_upload_id: uploadId };
  const parts = [{ number: 1, size: bytes.length, crc32: null, crc32c: crc32c(bytes), store_etag: etag }];
  const made = await gatherObject(store, { ...row, ...keys, size: bytes.length, created_by: randomUUID(), parts });
  assert.deepEqual(await store.head(key), { size: bytes.length, etag: made });
  assert.deepEqual(await store.openUploads(prefix), []);
  await store.remove(staging);
  await store.remove(key);
});
