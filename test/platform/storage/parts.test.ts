import { strict as assert } from 'node:assert';
import { randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { S3Client } from '@aws-sdk/client-s3';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import { PartsRefused, type SignedRequest } from '../../../src/platform/storage/object-parts.ts';
import { copyObject } from '../../../src/platform/storage/s3-copy.ts';
import { contentsOf, openTestStore, storeOptions } from '../../support/object-store.ts';

const store = openTestStore();
after(() => store.close());
const { parts } = store;
const MIB = 1024 * 1024;
const newKey = (): string => `${randomUUID()}/x/staging`;

async function send({ url, headers }: SignedRequest, body: Buffer, others: Readonly<Record<string, string>> = {}): Promise<number> {
  const answer = await fetch(url, { method: 'PUT', headers: { ...headers, ...others }, body: new Uint8Array(body) });
  await answer.text();
  return answer.status;
}

const wire = (crc: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
};

test('parts sent one by one in any order, listed by number, are one object in the end; completing twice succeeds', async () => {
  const key = newKey();
  const upload = { key, uploadId: await parts.create(key) };
  assert.deepEqual(await parts.list(upload), []);
  const [first, second] = [randomBytes(5 * MIB), randomBytes(77)];
  const two = await parts.send(upload, 2, second);
  const one = await parts.send(upload, 1, first);
  const listed = await parts.list(upload);
  assert.deepEqual(
    listed.map(({ number, size }) => [number, size]),
    [
      [1, first.length],
      [2, 77],
    ],
  );
  const sent = [
    { number: 1, etag: one.etag },
    { number: 2, etag: two.etag },
  ];
  const { etag } = await parts.complete(upload, sent);
  assert.deepEqual(await store.head(key), { size: first.length + 77, etag });
  assert.equal((await parts.complete(upload, sent)).etag, etag);
  assert.ok(Buffer.concat([first, second]).equals(await buffer(await store.read(key))));
  await store.remove(key);
});

test('a part that is missing, altered or too small refuses the completion; an upload that never was has no parts', async () => {
  const key = newKey();
  const upload = { key, uploadId: await parts.create(key) };
  const small = await parts.send(upload, 1, Buffer.from('small'));
  const last = await parts.send(upload, 2, Buffer.from('last'));
  const wrong = '"00000000000000000000000000000000"';
  for (const sent of [
    [{ number: 1, etag: wrong }],
    [
      { number: 1, etag: small.etag },
      { number: 3, etag: last.etag },
    ],
    [
      { number: 1, etag: small.etag },
      { number: 2, etag: last.etag },
    ],
  ])
    await assert.rejects(parts.complete(upload, sent), PartsRefused);
  await store.abort(key, upload.uploadId);
  await assert.rejects(parts.complete({ key: `${key}x`, uploadId: randomUUID() }, [{ number: 1, etag: wrong }]), PartsRefused);
  assert.deepEqual(await parts.list({ key, uploadId: randomUUID() }), []);
  assert.deepEqual(await contentsOf(store, key), { objects: [], uploads: [] });
});

test('a signed part takes exactly its bytes: the store refuses another length, other bytes, another sum, another part', async () => {
  const key = newKey();
  const upload = { key, uploadId: await parts.create(key, 'checked') };
  const bytes = randomBytes(300_000);
  const altered = Buffer.from(bytes);
  altered[1234] = (altered[1234] ?? 0) ^ 1;
  const signed = await parts.presign(upload, { number: 1, size: bytes.length, crc32c: crc32c(bytes) }, 600);
  const [sum] = Object.keys(signed.headers);
  assert.equal(sum, 'x-amz-checksum-crc32c');
  assert.equal(await send(signed, altered), 400);
  assert.equal(await send(signed, altered, { 'x-amz-checksum-crc32c': wire(crc32c(altered)) }), 403);
  assert.equal(await send(signed, bytes.subarray(1)), 403);
  assert.equal(await send(signed, Buffer.concat([bytes, Buffer.from('more')])), 403);
  assert.equal(await send({ url: signed.url, headers: {} }, bytes), 403);
  assert.equal(await send({ ...signed, url: signed.url.replace('partNumber=1', 'partNumber=2') }, bytes), 403);
  assert.deepEqual(await parts.list(upload), []);
  assert.equal(await send(signed, bytes), 200);
  assert.deepEqual(
    (await parts.list(upload)).map(({ number, size }) => [number, size]),
    [[1, bytes.length]],
  );
  await store.abort(key, upload.uploadId);
});

test('a signed part is refused once it has expired', async () => {
  const key = newKey();
  const upload = { key, uploadId: await parts.create(key, 'checked') };
  const bytes = randomBytes(10);
  const { url, headers } = await parts.presign(upload, { number: 1, size: 10, crc32c: crc32c(bytes) }, 600);
  const past = url.replace(/X-Amz-Date=\d{8}/, 'X-Amz-Date=20200101');
  assert.equal(await send({ url: past, headers }, bytes), 403);
  await store.abort(key, upload.uploadId);
});

test('an object is copied only while it has the ETag that is named', async () => {
  const [from, to] = [newKey(), `${newKey()}/copied`];
  const { etag } = await parts.put(from, Buffer.from('as it was'));
  await assert.rejects(parts.copy(from, to, { etag: '0123', size: 9 }), PartsRefused);
  assert.equal(await store.head(to), undefined);
  await parts.copy(from, to, { etag, size: 9 });
  assert.equal((await buffer(await store.read(to))).toString(), 'as it was');
  await parts.put(from, Buffer.from('something else'));
  await assert.rejects(parts.copy(from, to, { etag, size: 9 }), PartsRefused);
  await assert.rejects(parts.copy(`${from}x`, to, { etag, size: 9 }), PartsRefused);
  await Promise.all([store.remove(from), store.remove(to)]);
});

test('what is larger than one call may copy is copied part by part, under the same condition', async () => {
  const { bucket, accessKeyId, secretAccessKey, ...reach } = storeOptions();
  const client = new S3Client({ ...reach, endpoint: reach.endpoint ?? '', credentials: { accessKeyId, secretAccessKey } });
  const clients = { client, downloads: client, once: client, signer: client };
  const [from, to] = [newKey(), `${newKey()}/copied`];
  const bytes = randomBytes(11 * MIB + 3);
  const { etag } = await parts.put(from, bytes);
  const copy = { bucket, from, to, encryption: undefined };
  await assert.rejects(copyObject(clients, copy, { etag: '0123', size: bytes.length }, 5 * MIB), PartsRefused);
  assert.deepEqual(await contentsOf(store, to), { objects: [], uploads: [] });
  await copyObject(clients, copy, { etag, size: bytes.length }, 5 * MIB);
  assert.ok(bytes.equals(await buffer(await store.read(to))));
  await Promise.all([store.remove(from), store.remove(to)]);
  client.destroy();
});
