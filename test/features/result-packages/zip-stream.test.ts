import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { type ZipEntry, zipStream } from '../../../src/features/result-packages/zip-stream.ts';
import { readNames, readZip } from './zip.ts';

const bytesOf = (seed: string, length: number): Buffer => {
  const block = createHash('sha512').update(seed).digest();
  return Buffer.alloc(length, block);
};

/** The bytes in chunks of changing size, as a network delivers them. */
async function* delivered(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    if (i % 3 === 0) await turn();
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function* listed(...entries: ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries;
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const small = bytesOf('small', 1000);
const large = bytesOf('large', 3_000_001);

const zipped = (sizes: readonly number[]): Promise<Buffer> =>
  collect(
    zipStream(
      listed(
        { name: 'original/größe.txt', content: small },
        { name: 'original/empty', content: Buffer.alloc(0) },
        { name: 'original/large.bin', content: delivered(large, sizes) },
        { name: 'original/none', content: delivered(Buffer.alloc(0), sizes) },
      ),
    ),
  );

test('what goes in comes out, streamed or whole, empty too', async () => {
  const entries = await readZip(await zipped([16_384]));
  assert.deepEqual([...entries.keys()], ['original/größe.txt', 'original/empty', 'original/large.bin', 'original/none']);
  assert.ok(entries.get('original/größe.txt')?.equals(small));
  assert.ok(entries.get('original/large.bin')?.equals(large));
  assert.equal(entries.get('original/none')?.length, 0);
});

test('the same entries make the same bytes, however they are delivered', async () => {
  const digest = (zip: Buffer): string => createHash('sha256').update(zip).digest('hex');
  const [first, second, third] = [await zipped([65_536]), await zipped([1, 70_000, 333]), await zipped([5, 200_000])];
  assert.equal(digest(second), digest(first));
  assert.equal(digest(third), digest(first));
});

test('a source that fails half way fails the zip: no end, no directory', async () => {
  async function* torn(): AsyncGenerator<Uint8Array> {
    yield large.subarray(0, 500_000);
    throw new Error('the store went away');
  }
  await assert.rejects(collect(zipStream(listed({ name: 'a', content: small }, { name: 'b', content: torn() }))), /the store went away/);
});

test('a list of entries that fails fails the zip', async () => {
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield { name: 'a', content: small };
    throw new Error('the database went away');
  }
  await assert.rejects(collect(zipStream(entries())), /the database went away/);
});

test('a reader that stops half way ends the sources', async () => {
  const ended = Promise.withResolvers<void>();
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        await turn();
        yield large;
      }
    } finally {
      ended.resolve();
    }
  }
  const zip = zipStream(listed({ name: 'a', content: endless() }));
  let seen = 0;
  for await (const chunk of zip) {
    seen += (chunk as Buffer).length;
    if (seen > 5_000_000) break;
  }
  await ended.promise; // or the test never ends
});

test('more than 65,535 entries make a Zip64 that reads back', async () => {
  async function* many(): AsyncGenerator<ZipEntry> {
    for (let i = 0; i < 65_540; i += 1) yield { name: `n/${i}`, content: Buffer.from([i & 255]) };
  }
  const { names, last } = await readNames(await collect(zipStream(many())));
  assert.equal(names.length, 65_540);
  assert.deepEqual([names.at(-1), last], ['n/65539', Buffer.from([65_539 & 255])]);
});
