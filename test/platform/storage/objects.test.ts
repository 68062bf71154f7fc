import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { newId } from '../../../src/core/ids.ts';
import { crc32c } from '../../../src/platform/storage/crc32c.ts';
import { MemoryBudget } from '../../../src/platform/storage/memory-budget.ts';
import { openObjectStore } from '../../../src/platform/storage/open.ts';
import { BufferPool } from '../../../src/platform/storage/part-buffer.ts';
import { chunks, contentsOf, openTestStore, storeOptions } from '../../support/object-store.ts';
import { openStoreProxy } from '../../support/store-proxy.ts';

const store = openTestStore();
after(() => store.close());

const MIB = 1024 * 1024;
const signal = new AbortController().signal;
const prefix = (): string => `${newId()}/test/`;
const noUpload = async (): Promise<void> => assert.fail('no multipart upload was expected');
const anyUpload = async (): Promise<void> => undefined;

async function bytesOf(key: string, range?: { start: number; end: number }): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of await store.read(key, range === undefined ? {} : { range })) parts.push(chunk as Buffer);
  return Buffer.concat(parts);
}

test('what fits one part is put whole, with size, digests and the ETag of the store', async () => {
  const key = `${prefix()}small`;
  const bytes = Buffer.concat([Buffer.from('Grüße'), Buffer.alloc(200_000, 3)]);
  const facts = await store.write(key, chunksOf(bytes, 70_000), { signal, onUploadId: noUpload });
  assert.deepEqual(facts, {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    crc32: crc32(bytes),
    crc32c: crc32c(bytes),
    etag: facts.etag,
  });
  assert.deepEqual(await store.head(key), { size: bytes.length, etag: facts.etag });
  assert.ok((await bytesOf(key)).equals(bytes));
  assert.ok((await bytesOf(key, { start: 3, end: 3 })).equals(bytes.subarray(3, 4)));
  await store.remove(key);
  assert.equal(await store.head(key), undefined);
});

test('more than one part becomes a multipart upload that is named before its first part and gone when it is complete', async () => {
  const here = prefix();
  const named: string[] = [];
  const facts = await store.write(`${here}big`, chunks(21, MIB), {
    signal,
    onUploadId: async (uploadId) => {
      named.push(uploadId);
      assert.deepEqual(await contentsOf(store, here), { objects: [], uploads: [`${here}big`] });
    },
  });
  assert.equal(named.length, 1);
  assert.equal(facts.size, 21 * MIB);
  const bytes = await bytesOf(`${here}big`);
  assert.equal(createHash('sha256').update(bytes).digest('hex'), facts.sha256);
  assert.equal(crc32c(bytes), facts.crc32c);
  assert.deepEqual(await contentsOf(store, here), { objects: [`${here}big`], uploads: [] });
  await store.remove(`${here}big`);
});

test('exactly one part, and nothing at all, are single puts', async () => {
  const here = prefix();
  const full = await store.write(`${here}full`, chunks(6, MIB), { signal, onUploadId: noUpload });
  const empty = await store.write(`${here}empty`, chunks(0, 1), { signal, onUploadId: noUpload });
  assert.deepEqual([full.size, empty.size], [6 * MIB, 0]);
  for (const name of ['full', 'empty']) await store.remove(here + name);
});

test('a source that fails in the middle leaves no object and no open upload, and its own error comes out', async () => {
  const here = prefix();
  async function* torn(): AsyncGenerator<Buffer> {
    yield* chunks(30, MIB);
    throw new Error('the line was cut');
  }
  await assert.rejects(store.write(`${here}torn`, torn(), { signal, onUploadId: anyUpload }), /the line was cut/);
  assert.deepEqual(await contentsOf(store, here), { objects: [], uploads: [] });
});

test('an aborted signal ends a write whose source is silent, and leaves nothing', async () => {
  const here = prefix();
  const stop = new AbortController();
  async function* silent(): AsyncGenerator<Buffer> {
    yield* chunks(20, MIB);
    stop.abort(new Error('the caller left'));
    await new Promise(() => undefined);
  }
  await assert.rejects(store.write(`${here}silent`, silent(), { signal: stop.signal, onUploadId: anyUpload }), /the caller left/);
  assert.deepEqual(await contentsOf(store, here), { objects: [], uploads: [] });
});

test('an upload id that cannot be recorded ends the upload', async () => {
  const here = prefix();
  const onUploadId = (): Promise<void> => Promise.reject(new Error('the lease ran out'));
  await assert.rejects(store.write(`${here}x`, chunks(20, MIB), { signal, onUploadId }), /the lease ran out/);
  assert.deepEqual(await contentsOf(store, here), { objects: [], uploads: [] });
});

test('many writes at once each keep their own bytes', async () => {
  const here = prefix();
  const facts = await Promise.all(
    Array.from({ length: 6 }, (_, n) => store.write(`${here}${n}`, same(n, 10), { signal, onUploadId: anyUpload })),
  );
  for (const [n, { sha256 }] of facts.entries()) {
    assert.equal(
      createHash('sha256')
        .update(await bytesOf(`${here}${n}`))
        .digest('hex'),
      sha256,
    );
    await store.remove(`${here}${n}`);
  }
});

test('reading what is not there is not-found; removing and aborting it succeed', async () => {
  const here = prefix();
  await assert.rejects(store.read(`${here}none`), { code: 'not-found' });
  await store.remove(`${here}none`);
  await store.abort(`${here}none`, newId());
});

test('a store out of reach is unavailable, with the time to come back', async () => {
  const away = openObjectStore({ ...storeOptions(), endpoint: 'http://127.0.0.1:9' });
  await assert.rejects(away.ping(), { code: 'unavailable', headers: { 'Retry-After': '5' } });
  away.close();
  await store.ping();
});

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* same(byte: number, count: number): AsyncGenerator<Buffer> {
  for (let n = 0; n < count; n += 1) yield Buffer.alloc(MIB, byte);
}

test('downloads that nobody reads do not keep a file from being written', async () => {
  let held = 0;
  const proxy = await openStoreProxy(({ method, url }, answer) => {
    if (method !== 'GET' || !url?.includes('GetObject')) return 'pass';
    held += 1;
    answer.writeHead(200, { 'Content-Length': MIB }).write('a');
    return 'answered';
  });
  const shared = openObjectStore(proxy.options);
  const slow = await Promise.all(Array.from({ length: 256 }, () => shared.read('slow')));
  assert.equal(held, 256);
  const key = `${prefix()}written`;
  const stop = AbortSignal.timeout(20_000); // a bound for a hanging test
  const write = shared.write(key, chunks(1, 10), { signal: stop, onUploadId: noUpload });
  const hung = new Promise<never>((_resolve, reject) => stop.addEventListener('abort', () => reject(new Error('no socket was left'))));
  try {
    assert.equal((await Promise.race([write, hung])).size, 10);
    await shared.remove(key);
  } finally {
    for (const body of slow) body.on('error', () => undefined).destroy();
    shared.close();
    proxy.close();
  }
});

test('writes share one budget: a new one waits for memory, a small one needs none, and none waits for ever', async () => {
  const tight = openObjectStore(storeOptions(), new BufferPool(2, new MemoryBudget(6 * MIB, 600_000)));
  const here = prefix();
  const events: string[] = [];
  const [gate, begun, asking] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* slow(): AsyncGenerator<Buffer> {
    yield* chunks(2, MIB);
    begun.resolve();
    await gate.promise;
    yield* chunks(18, MIB);
    events.push('the first is read to its end');
  }
  async function* next(): AsyncGenerator<Buffer> {
    asking.resolve();
    yield* chunks(1, MIB);
    events.push('the second got its memory');
    yield* chunks(19, MIB);
  }
  const first = tight.write(`${here}first`, slow(), { signal, onUploadId: anyUpload });
  await begun.promise;
  const second = tight.write(`${here}second`, next(), { signal, onUploadId: anyUpload });
  await asking.promise;
  await tight.write(`${here}small`, chunks(1, 60_000), { signal, onUploadId: noUpload });
  gate.resolve();
  const facts = await Promise.all([first, second]);
  assert.deepEqual(
    facts.map(({ size }) => size),
    [20 * MIB, 20 * MIB],
  );
  assert.deepEqual(events, ['the first is read to its end', 'the second got its memory']);
  for (const name of ['first', 'second', 'small']) await tight.remove(here + name);
  tight.close();
});

test('many writes of many parts end on a budget of two parts, and failed ones give theirs back', async () => {
  const tight = openObjectStore(storeOptions(), new BufferPool(2, new MemoryBudget(12 * MIB, 600_000)));
  const here = prefix();
  async function* torn(): AsyncGenerator<Buffer> {
    yield* chunks(9, MIB);
    throw new Error('torn');
  }
  const write = (n: number): Promise<unknown> =>
    tight.write(here + n, n % 3 === 0 ? torn() : same(n, 15), { signal, onUploadId: anyUpload });
  const ends = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => write(n)));
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 6);
  const { objects, uploads } = await contentsOf(tight, here);
  assert.deepEqual([objects.length, uploads], [6, []]);
  for (const key of objects) await tight.remove(key);
  tight.close();
});
