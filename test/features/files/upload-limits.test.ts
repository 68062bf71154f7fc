import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { setting } from '../../support/environment.ts';
import type { FileItem, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf, textFile, uploadOne } from './support.ts';

const NOTHING = { objects: 0, uploads: 0, intents: 0 };
const MIB = 1024 * 1024;
const RAW = { 'content-type': 'application/octet-stream' };

test('S46: a body that announces more than the limit is refused before it is sent', async () => {
  const { id: tenant, owner, ownerUser } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const url = new URL(`${setting('PUBLIC_URL')}/api/v1/dossiers/${dossierId}/files?filename=x.bin`);
  const headers = {
    ...RAW,
    authorization: `Bearer ${await ownerUser.token()}`,
    'x-tenant-id': tenant,
    'content-length': String(Number(setting('UPLOAD_MAX_BYTES')) + 1),
  };
  const status = await new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
      outgoing.destroy();
    });
    outgoing.once('error', reject);
    outgoing.flushHeaders(); // not a byte of the body
  });
  assert.equal(status, 413);
  assert.deepEqual(await storedOf(tenant), NOTHING);
});

test('more files than an upload may have are refused and none is stored', async () => {
  const { id: tenant, owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const most = Number(setting('UPLOAD_MAX_FILES'));
  const multipart = Array.from({ length: most + 1 }, (_, n) => textFile(`${n}.txt`));
  await owner.problem('too-large', 'POST', `/dossiers/${dossierId}/files`, { multipart });
  assert.deepEqual(await storedOf(tenant), NOTHING);
});

test('a caller refused in the middle of a long body still reads the answer', async () => {
  const { id: tenant, owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const body = (): Readable => Readable.from(pieces(8), { objectMode: false });
  const path = `/dossiers/${dossierId}/files`;
  await owner.problem('filename-invalid', 'POST', path, { body: body(), headers: RAW, query: { filename: '..' } });
  await owner.problem('media-type-mismatch', 'POST', path, {
    body: body(),
    headers: { 'content-type': 'application/pdf' },
    query: { filename: 'x.pdf' },
  });
  await owner.problem('not-found', 'POST', `/dossiers/${tenant}/files`, { body: body(), headers: RAW, query: { filename: 'x.bin' } });
  assert.deepEqual(await storedOf(tenant), NOTHING);
  await uploadOne(owner, dossierId);
});

test('a caller who sends her whole body before she reads gets the refusal, not a broken connection', async () => {
  const { id: tenant, owner, ownerUser } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const url = new URL(`${setting('PUBLIC_URL')}/api/v1/dossiers/${dossierId}/files?filename=x.png`);
  const headers = { 'content-type': 'image/png', authorization: `Bearer ${await ownerUser.token()}`, 'x-tenant-id': tenant };
  const outgoing = request(url, { method: 'POST', headers });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  const body = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(12 * MIB, 'a')]);
  await pipeline(Readable.from([body], { objectMode: false }), outgoing); // fails when the server breaks the connection
  const [answer] = await answered;
  answer.resume();
  assert.equal(answer.statusCode, 415);
  assert.deepEqual(await storedOf(tenant), NOTHING);
});

async function* pieces(mebibytes: number): AsyncGenerator<Buffer> {
  yield Buffer.from('<!doctype html>');
  for (let n = 0; n < mebibytes * 16; n += 1) yield Buffer.alloc(MIB / 16, 'a');
}

for (const [how, contentType, beginning] of [
  ['raw', 'application/octet-stream', ''],
  [
    'multipart',
    'multipart/form-data; boundary=b',
    `--b\r\nContent-Disposition: form-data; name="file"; filename="whole.txt"\r\n\r\nwhole\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="torn.bin"\r\n\r\n`,
  ],
] as const) {
  test(`a torn ${how} upload leaves nothing: no file, no object, no open upload, no intent`, async () => {
    const { id: tenant, owner, ownerUser } = await freshWorkspace();
    const dossierId = await newDossier(owner);
    const { hostname, port } = new URL(setting('PUBLIC_URL'));
    const socket = connect({ host: hostname, port: Number(port) });
    socket.on('error', () => undefined);
    const head = [
      `POST /api/v1/dossiers/${dossierId}/files?filename=torn.bin HTTP/1.1`,
      `Host: ${hostname}`,
      `Authorization: Bearer ${await ownerUser.token()}`,
      `X-TENANT-ID: ${tenant}`,
      `Content-Type: ${contentType}`,
      `Content-Length: ${40 * MIB}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${beginning}`);
    socket.write(Buffer.alloc(20 * MIB, 7));
    // 20 MiB are more than two parts: an upload is open in the store
    await waitFor('the open upload', async () => (await storedOf(tenant)).uploads === 1);
    socket.destroy();
    await waitFor('nothing being left', async () => {
      const left = await storedOf(tenant);
      return left.objects + left.uploads + left.intents === 0;
    });
    assert.equal((await owner.get<List<FileItem>>(`/dossiers/${dossierId}/files`, { expect: 200 })).body.count, 0);
  });
}
