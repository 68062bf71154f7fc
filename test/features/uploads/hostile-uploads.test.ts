import { strict as assert } from 'node:assert';
import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import pg from 'pg';
import type { Client } from '../../support/client.ts';
import { setting } from '../../support/environment.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf } from '../files/support.ts';
import { at, BYTES, becomes, begin, ended, metadata, offsetOf, send, statusOf, TUS } from './support.ts';

const MIB = 1024 * 1024;
const workspace = freshWorkspace();

/** A body of which this much comes now, and the rest when it is let go. */
function held(bytes: Uint8Array): { readonly body: Readable; readonly letGo: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, bytes.length - 1);
    await promise;
    yield bytes.subarray(bytes.length - 1);
  }
  return { body: Readable.from(chunks(), { objectMode: false }), letGo: resolve };
}

/** A PATCH that is under way: its claim is taken, its last byte is missing. */
async function underWay(client: Client, path: string, bytes: Uint8Array) {
  const { body, letGo } = held(bytes);
  const answer = client.request('PATCH', path, at(0, body));
  answer.catch(() => undefined);
  const claimed = () => rowOf(path).then(({ lease }) => lease);
  await waitFor('the claim', claimed);
  return { answer, letGo };
}

async function rowOf(path: string): Promise<{ readonly lease: boolean; readonly status: string }> {
  const client = new pg.Client({ connectionString: setting('DATABASE_OWNER_URL') });
  await client.connect();
  try {
    const { rows } = await client.query<{ lease: boolean; status: string }>(
      'select lease_until is not null as lease, status from app.uploads where id = $1',
      [path.split('/').at(-1)],
    );
    return rows[0] ?? assert.fail('no such row');
  } finally {
    await client.end();
  }
}

const change = async (sql: string, id: string | undefined): Promise<void> => {
  const client = new pg.Client({ connectionString: setting('DATABASE_OWNER_URL') });
  await client.connect();
  await client.query(sql, [id]);
  await client.end();
};

/** Lets the time pass in which a late writer would notice, and waits until the workspace has nothing in the store. */
async function allGone(workspaceId: string): Promise<void> {
  await change(`update app.object_intents set lease_until = 'epoch' where workspace_id = $1`, workspaceId);
  await waitFor(
    'everything to go',
    async () => {
      const { objects, uploads, intents } = await storedOf(workspaceId);
      return objects === 0 && uploads === 0 && intents === 0;
    },
    120,
  );
}

test('metadata that names nothing, two things, or something malformed is refused with its place', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const refused = async (code: string, text: string, pointer: string): Promise<void> => {
    const headers = { ...TUS, 'upload-length': '10', 'upload-metadata': text };
    const { body } = await owner.problem(code, 'POST', '/uploads', { headers });
    assert.deepEqual(
      body.errors?.map((fault) => fault.pointer),
      [pointer],
    );
  };
  await refused('unprocessable', metadata({ filename: 'a' }), 'Upload-Metadata');
  await refused('unprocessable', metadata({ filename: 'a', dossierId, fileId: randomUUID() }), 'Upload-Metadata');
  await refused('unprocessable', metadata({ filename: 'a', dossierId: 'none' }), 'Upload-Metadata/dossierId');
  await refused('unprocessable', metadata({ dossierId }), 'Upload-Metadata/filename');
  await refused('unprocessable', metadata({ filename: 'a', dossierId, filetype: 'no type' }), 'Upload-Metadata/filetype');
  await refused('invalid-request', metadata({ filename: 'a', dossierId, title: 'two\nlines' }), 'Upload-Metadata/title');
  await refused('filename-invalid', metadata({ filename: '///', dossierId }), 'filename');
  await refused('unprocessable', metadata({ filename: 'a', dossierId: randomUUID() }), 'Upload-Metadata/dossierId');
  await refused('unprocessable', metadata({ fileId: randomUUID() }), 'Upload-Metadata/fileId');
  for (const text of ['dossierId %%%', `a b c,d`, `filename YQ==,filename YQ==,dossierId ${Buffer.from(dossierId).toString('base64')}`]) {
    await owner.problem('invalid-request', 'POST', '/uploads', { headers: { ...TUS, 'upload-length': '10', 'upload-metadata': text } });
  }
});

test('lengths beyond the limit or below one byte, and other versions of the protocol, are refused', async () => {
  const { owner } = await workspace;
  const text = metadata({ filename: 'a', dossierId: await newDossier(owner) });
  const post = (code: string, headers: Record<string, string>) =>
    owner.problem(code, 'POST', '/uploads', { headers: { ...TUS, 'upload-metadata': text, ...headers } });
  await post('too-large', { 'upload-length': String(64 * MIB + 1) });
  for (const length of ['0', '-1', '1.5', '01', 'many', '99999999999999999']) await post('invalid-request', { 'upload-length': length });
  await post('invalid-request', { 'upload-defer-length': '1' });
  const { headers } = await post('tus-version-unsupported', { 'upload-length': '1', 'tus-resumable': '0.2.2' });
  assert.equal(headers['tus-version'], '1.0.0');
  const path = await begin(owner, 5, { dossierId: await newDossier(owner) });
  await owner.problem('tus-version-unsupported', 'PATCH', path, {
    headers: { ...BYTES, 'tus-resumable': undefined, 'upload-offset': '0' },
    body: 'hello',
  });
  assert.equal((await owner.head(path)).status, 412);
});

test('a dossier in the trash takes no upload, and ends one that is under way', async () => {
  const { owner } = await workspace;
  const dossierId = await newDossier(owner);
  const path = await begin(owner, 5, { dossierId });
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  const text = metadata({ filename: 'a', dossierId });
  await owner.problem('dossier-trashed', 'POST', '/uploads', { headers: { ...TUS, 'upload-length': '5', 'upload-metadata': text } });
  await owner.problem('dossier-trashed', 'PATCH', path, at(0, Buffer.from('hello')));
  const { status, error } = await ended(owner, path);
  assert.deepEqual([status, error?.code], ['FAILED', 'DOSSIER_TRASHED']);
  assert.equal((await owner.head(path, { headers: TUS })).status, 410);
});

test('bytes from another offset, or more than were announced, are not taken', async () => {
  const { owner } = await workspace;
  const path = await begin(owner, 10, { dossierId: await newDossier(owner) });
  await send(owner, path, 0, Buffer.from('01234'));
  for (const offset of [0, 4, 6, 10, 11]) await owner.problem('upload-offset-conflict', 'PATCH', path, at(offset, Buffer.from('x')));
  await owner.problem('too-large', 'PATCH', path, at(5, Buffer.from('567890')));
  // of a length that is not announced
  await owner.problem('too-large', 'PATCH', path, at(5, Readable.from([Buffer.from('5678'), Buffer.from('90')], { objectMode: false })));
  await owner.problem('unsupported-media-type', 'PATCH', path, {
    headers: { ...TUS, 'content-type': 'text/plain', 'upload-offset': '5' },
    body: '56789',
  });
  assert.equal(await offsetOf(owner, path), 5);
  await send(owner, path, 5, Buffer.from('56789'));
  await becomes(owner, path, Buffer.from('0123456789'));
});

test('while a request writes, another is refused with 423; what the first brings counts', async () => {
  const { owner } = await workspace;
  const bytes = randomBytes(300_000);
  const path = await begin(owner, bytes.length, { dossierId: await newDossier(owner) });
  const first = await underWay(owner, path, bytes);
  const { headers } = await owner.problem('upload-locked', 'PATCH', path, at(0, bytes));
  assert.equal(headers['retry-after'], '2');
  first.letGo();
  assert.equal((await first.answer).status, 204);
  await becomes(owner, path, bytes);
});

test('DELETE in the middle of a PATCH: the PATCH ends with 410, nothing is left', async () => {
  const { owner, id } = await freshWorkspace();
  const bytes = randomBytes(7 * MIB);
  const path = await begin(owner, bytes.length + 1, { dossierId: await newDossier(owner) });
  const { answer, letGo } = await underWay(owner, path, bytes);
  await owner.delete(path, { expect: 204 });
  letGo();
  assert.equal((await answer).status, 410);
  await owner.problem('gone', 'PATCH', path, at(0, bytes));
  await owner.problem('gone', 'DELETE', path);
  assert.equal((await statusOf(owner, path)).status, 'CANCELLED');
  await allGone(id);
});

test('an upload of somebody else, or of another kind, does not exist', async () => {
  const { owner } = await workspace;
  const member = await (await workspace).as('MEMBER');
  const path = await begin(owner, 5, { dossierId: await newDossier(owner) });
  await member.problem('not-found', 'GET', path);
  await member.problem('not-found', 'PATCH', path, at(0, Buffer.from('hello')));
  await member.problem('not-found', 'DELETE', path);
  assert.equal((await member.head(path, { headers: TUS })).status, 404);
  await owner.problem('not-found', 'POST', `${path}/complete`);
  await owner.problem('not-found', 'GET', `${path}/parts`);
  await send(owner, path, 0, Buffer.from('hello'));
});

test('an expired upload is gone before and after it is swept, and its bytes go', async () => {
  const { owner, id } = await freshWorkspace();
  const path = await begin(owner, 20 * MIB, { dossierId: await newDossier(owner) });
  await send(owner, path, 0, randomBytes(7 * MIB));
  await change(`update app.uploads set expires_at = now() - interval '1 second' where id = $1`, path.split('/').at(-1));
  assert.equal((await owner.head(path, { headers: TUS })).status, 410);
  await owner.problem('gone', 'PATCH', path, at(7 * MIB, Buffer.from('more')));
  await waitFor('it to be swept', async () => (await statusOf(owner, path)).status === 'EXPIRED', 120);
  await owner.problem('gone', 'PATCH', path, at(7 * MIB, Buffer.from('more')));
  await allGone(id);
});

test('a request that writes for longer than an upload may be left alone loses nothing', async () => {
  const { owner } = await workspace;
  const bytes = randomBytes(50_000);
  const path = await begin(owner, bytes.length, { dossierId: await newDossier(owner) });
  const { answer, letGo } = await underWay(owner, path, bytes.subarray(0, 40_000));
  await change(`update app.uploads set expires_at = now() - interval '1 second' where id = $1`, path.split('/').at(-1));
  letGo();
  assert.equal((await answer).status, 204);
  assert.equal(await offsetOf(owner, path), 40_000);
  await send(owner, path, 40_000, bytes.subarray(40_000));
  await becomes(owner, path, bytes);
});

test('an upload that has become a file does not expire: HEAD and an empty PATCH name the file later, too', async () => {
  const { owner } = await workspace;
  const path = await begin(owner, 5, { dossierId: await newDossier(owner) });
  await send(owner, path, 0, Buffer.from('hello'));
  const { fileId } = await ended(owner, path);
  await change(`update app.uploads set expires_at = now() - interval '1 second' where id = $1`, path.split('/').at(-1));
  for (const answer of [await owner.head(path, { headers: TUS, expect: 200 }), await send(owner, path, 5, Buffer.alloc(0))]) {
    assert.equal(answer.headers['upload-offset'], '5');
    assert.ok(String(answer.headers['content-location']).endsWith(`/files/${fileId}`));
  }
});
