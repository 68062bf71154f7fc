import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { FileItem } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf } from '../files/support.ts';
import { BYTES, becomes, begin, ended, metadata, offsetOf, send, sha256, statusOf, TUS, verified } from './support.ts';

const MIB = 1024 * 1024;
const workspace = freshWorkspace();

test('OPTIONS tells version, extensions and the largest upload, and asks for nothing', async () => {
  const { owner } = await workspace;
  const answer = await owner.request('OPTIONS', '/uploads', {
    headers: { authorization: undefined, 'x-tenant-id': undefined },
    expect: 204,
  });
  assert.equal(answer.headers['tus-version'], '1.0.0');
  assert.equal(answer.headers['tus-extension'], 'creation,creation-with-upload,expiration,termination');
  assert.equal(answer.headers['tus-max-size'], String(64 * MIB));
});

test('bytes in several requests, smaller and larger than a part, become one file; the last answer names it', async () => {
  const { owner, id } = await workspace;
  const dossierId = await newDossier(owner);
  const bytes = randomBytes(20 * MIB + 12_345);
  const path = await begin(owner, bytes.length, { dossierId, title: 'In pieces', filetype: 'application/octet-stream' });
  const cuts = [0, 1, 1000, 7 * MIB, 7 * MIB + 5, 19 * MIB, bytes.length];
  let last: Awaited<ReturnType<typeof send>> | undefined;
  for (const [i, from] of cuts.slice(0, -1).entries()) {
    assert.equal(await offsetOf(owner, path), from);
    last = await send(owner, path, from, bytes.subarray(from, cuts[i + 1]));
    assert.equal(Number(last.headers['upload-offset']), cuts[i + 1]);
  }
  const upload = await ended(owner, path);
  assert.equal(
    last?.headers['content-location'],
    `${new URL(String(last?.headers['content-location'])).origin}/api/v1/files/${upload.fileId}`,
  );
  assert.deepEqual(
    [upload.kind, upload.offset, upload.length, upload.target, upload.version, upload.error],
    ['TUS', bytes.length, bytes.length, { dossierId, fileId: null }, 1, null],
  );
  const file = await becomes(owner, path, bytes);
  assert.deepEqual([file.title, file.filename, file.dossierId], ['In pieces', 'sent.bin', dossierId]);
  await waitFor('tails to be swept', async () => {
    const { objects, uploads, intents } = await storedOf(id);
    return objects === 1 && uploads === 0 && intents === 0;
  });
});

test('creation with upload: one request is enough, and its media type is recognized', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const body = Buffer.from('{"small": true}');
  const headers = { ...BYTES, 'upload-length': String(body.length), 'upload-metadata': metadata({ filename: 'small.json', dossierId }) };
  const answer = await owner.post('/uploads', { headers, body, expect: 201 });
  assert.equal(Number(answer.headers['upload-offset']), body.length);
  assert.ok(answer.headers['content-location']);
  const file = await becomes(owner, `/uploads/${String(answer.headers.location).split('/').at(-1)}`, body);
  assert.equal(file.mediaType, 'application/json');
});

test('a small file is analyzed like any other once its bytes were read', async () => {
  const { owner } = await workspace;
  const body = Buffer.from('some text\n'.repeat(20));
  const path = await begin(owner, body.length, { dossierId: await newDossier(owner), filename: 'text.txt' });
  await send(owner, path, 0, body);
  const { fileId } = await ended(owner, path);
  await waitFor('the analysis', async () => (await owner.get<FileItem>(`/files/${fileId}`)).body.processingStatus === 'PROCESSED');
});

test('a new version of a file by fileId: number, name and digest move on, content before it is confirmed does not', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const first = Buffer.from('first');
  const one = await begin(owner, first.length, { dossierId, filename: 'it.txt' });
  await send(owner, one, 0, first);
  const file = await becomes(owner, one, first);
  const second = Buffer.from('second, and longer');
  const two = await begin(owner, second.length, { fileId: file.id, filename: 'it-2.txt' });
  assert.deepEqual((await statusOf(owner, two)).target, { dossierId: null, fileId: file.id });
  await send(owner, two, 0, second);
  const next = await becomes(owner, two, second);
  assert.deepEqual([next.id, next.version, next.filename, next.sha256], [file.id, 2, 'it-2.txt', sha256(second)]);
});

test('an upload goes on after the answer to its last bytes was lost: HEAD and an empty PATCH name the file', async () => {
  const { owner } = await workspace;
  const bytes = Buffer.from('all of it');
  const path = await begin(owner, bytes.length, { dossierId: await newDossier(owner) });
  await send(owner, path, 0, bytes);
  const { fileId } = await ended(owner, path);
  const head = await owner.head(path, { headers: TUS, expect: 200 });
  const again = await send(owner, path, bytes.length, Buffer.alloc(0));
  for (const answer of [head, again]) {
    assert.equal(Number(answer.headers['upload-offset']), bytes.length);
    assert.ok(String(answer.headers['content-location']).endsWith(`/files/${fileId}`));
  }
});

test('HEAD tells length and metadata as they were sent, and is not cached', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const path = await begin(owner, 10, { dossierId, filename: 'Prüfung.txt', relativePath: 'null' });
  const { headers } = await owner.head(path, { headers: TUS, expect: 200 });
  assert.equal(headers['upload-length'], '10');
  assert.equal(headers['upload-metadata'], metadata({ filename: 'Prüfung.txt', dossierId, relativePath: 'null' }));
  assert.equal(headers['cache-control'], 'no-store');
});

test('bytes that are not of the type that was declared: the version ends as ERROR and its bytes go', async () => {
  const { owner } = await workspace;
  const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1000)]);
  const path = await begin(owner, body.length, { dossierId: await newDossier(owner), filename: 'a.png', filetype: 'image/png' });
  await send(owner, path, 0, body);
  const { fileId, status } = await ended(owner, path);
  assert.equal(status, 'COMPLETED');
  const file = await verified(owner, fileId);
  assert.deepEqual([file.processingStatus, file.error?.code, file.sha256], ['ERROR', 'MEDIA_TYPE_MISMATCH', null]);
  await owner.problem('gone', 'GET', `/files/${fileId}/content`);
});
