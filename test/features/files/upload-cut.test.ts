import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { Problem } from '../../../src/core/errors.ts';
import { parseUpload } from '../../../src/features/files/parse-upload.ts';
import { uploadFiles } from '../../../src/features/files/upload-files.ts';
import { exchange } from '../../support/http.ts';
import { multipart, type Part } from '../../support/multipart.ts';
import { contentsOf } from '../../support/object-store.ts';
import { openFilesBench } from './bench.ts';

const bench = await openFilesBench();
const MIB = 1024 * 1024;
const LIMITS = { maxBytes: 10 * MIB, maxFiles: 3 };

/** Sends a body in chunks, of unannounced length, to the verb behind a bare server. */
async function send(dossierId: string, contentType: string, body: Readable): Promise<{ status: number; text: string }> {
  const ctx = bench.uploader(LIMITS);
  const server = createServer((req, res) => {
    const run = async (): Promise<unknown> => uploadFiles(ctx, dossierId, parseUpload(req, { filename: 'x.bin' }, LIMITS));
    run().then(
      () => res.writeHead(202).end(),
      (error: unknown) => {
        res.writeHead(error instanceof Problem ? error.status : 500);
        res.write(error instanceof Problem ? error.code : String(error));
        if (req.complete) res.end();
        else req.resume().once('end', () => res.end());
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const answer = await exchange({ method: 'POST', url, headers: { 'content-type': contentType, connection: 'close' }, body });
  await new Promise((resolve) => server.close(resolve));
  return { status: answer.status, text: answer.bytes.toString() };
}

const zeros = (bytes: number): Buffer => Buffer.alloc(bytes, 1);
const inChunks = (bytes: Buffer): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / 60_000) }, (_, n) => bytes.subarray(n * 60_000, (n + 1) * 60_000)),
    { objectMode: false },
  );
const file = (filename: string, bytes: number): Part => ({
  name: 'file',
  filename,
  contentType: 'application/octet-stream',
  content: zeros(bytes),
});
const nothing = async (): Promise<void> => {
  assert.deepEqual(await contentsOf(bench.objects, bench.member.workspaceId), { objects: [], uploads: [] });
  assert.deepEqual(await bench.intents(), []);
};

test('S46: a chunked body is cut at the limit, raw or in a form, in one file or in several, and nothing of it is left', async () => {
  const dossierId = await bench.newDossier();
  assert.deepEqual(await send(dossierId, 'application/octet-stream', inChunks(zeros(LIMITS.maxBytes + 1))), {
    status: 413,
    text: 'too-large',
  });
  await nothing();
  for (const parts of [
    [file('a', LIMITS.maxBytes + 1)],
    [file('a', 6 * MIB), file('b', 6 * MIB)],
    [file('a', 100), file('b', LIMITS.maxBytes + 2 * MIB)],
  ]) {
    const form = multipart(parts);
    assert.deepEqual(await send(dossierId, form.contentType, inChunks(form.body)), { status: 413, text: 'too-large' });
    await nothing();
  }
  assert.deepEqual(await bench.counters(dossierId), { files: 0, bytes: 0, pages: 0 });
});

test('exactly the limit is taken', async () => {
  const dossierId = await bench.newDossier();
  assert.deepEqual(await send(dossierId, 'application/octet-stream', inChunks(zeros(LIMITS.maxBytes))), { status: 202, text: '' });
  const form = multipart([file('a', 4 * MIB), file('b', 6 * MIB)]);
  assert.deepEqual(await send(dossierId, form.contentType, inChunks(form.body)), { status: 202, text: '' });
  assert.deepEqual(await bench.counters(dossierId), { files: 3, bytes: 2 * LIMITS.maxBytes, pages: 0 });
});
