import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import pg from 'pg';
import { startServer } from '../../http/server-process.ts';
import { type Answer, type CallOptions, Client, type ProblemBody } from '../../support/client.ts';
import { setting } from '../../support/environment.ts';
import type { Part } from '../../support/multipart.ts';
import type { Dossier } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace, type TestWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf, textFile, type Uploaded } from './support.ts';

const shared = freshWorkspace();
const MIB = 1024 * 1024;

interface Place {
  readonly workspace: TestWorkspace;
  readonly owner: Client;
  readonly dossierId: string;
  readonly key: string;
}
async function place(of: Promise<TestWorkspace> = shared): Promise<Place> {
  const workspace = await of;
  return { workspace, owner: workspace.owner, dossierId: await newDossier(workspace.owner), key: randomUUID() };
}

const send = <Body = Uploaded>({ owner, dossierId, key }: Place, options: CallOptions): Promise<Answer<Body>> =>
  owner.post<Body>(`/dossiers/${dossierId}/files`, { ...options, headers: { ...options.headers, 'idempotency-key': key } });
const raw = (body: CallOptions['body'], type = 'application/octet-stream'): CallOptions => ({
  ...(body !== undefined && { body }),
  headers: { 'content-type': type },
  query: { filename: 'a.bin' },
});
const fileCount = async ({ owner, dossierId }: Place): Promise<number> =>
  (await owner.get<Dossier>(`/dossiers/${dossierId}`)).body.fileCount;

async function asOwner<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: setting('DATABASE_OWNER_URL') });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
const runningIn = async ({ workspace }: Place): Promise<number> =>
  (await asOwner(`select from app.idempotency_keys where workspace_id = $1 and state = 'IN_PROGRESS'`, [workspace.id])).length;

/** An upload that has begun and waits for its last bytes. */
async function begin(here: Place): Promise<{ readonly answer: Promise<Answer<unknown>>; readonly body: PassThrough }> {
  const body = new PassThrough();
  body.write(Buffer.alloc(MIB, 7));
  const answer = send<unknown>(here, raw(body));
  answer.catch(() => undefined); // some of them are cut
  await waitFor('the claim', async () => (await runningIn(here)) === 1);
  return { answer, body };
}

test('a form sent again with its key is answered again, whatever its boundary, and its bytes are not stored again', async () => {
  const here = await place(freshWorkspace());
  const title: Part = { name: 'metadata', content: '{"title": "First"}', contentType: 'application/json' };
  const parts = [title, textFile('one.txt'), textFile('two.txt')];
  const first = await send(here, { multipart: parts, expect: 202 });
  const stored = await storedOf(here.workspace.id);
  const second = await send(here, { multipart: parts, expect: 202 });
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.equal(second.bytes.toString(), first.bytes.toString());
  assert.equal(second.headers.location, first.headers.location);
  assert.deepEqual(await storedOf(here.workspace.id), stored);
  assert.equal(await fileCount(here), 2);
});

test('other bytes, names, titles, types, numbers or orders of files under the same key are another request', async () => {
  const here = await place();
  const [one, two] = [textFile('one.txt'), textFile('two.txt')];
  await send(here, { multipart: [one, two], expect: 202 });
  const title: Part = { name: 'metadata', content: '{"title": "First"}', contentType: 'application/json' };
  const others: readonly (readonly Part[])[] = [
    [one, textFile('two.txt', 'other')],
    [one, textFile('three.txt', 'text of two.txt')],
    [title, one, two],
    [one, { ...two, contentType: 'text/csv' }],
    [one],
    [one, two, two],
    [two, one],
  ];
  for (const parts of others) {
    const refused = await send<ProblemBody>(here, { multipart: parts, expect: 422 });
    assert.equal(refused.body.code, 'idempotency-key-reused');
  }
  assert.equal(await fileCount(here), 2);
});

test('other bytes or another type of a raw body are another request', async () => {
  const here = await place();
  await send(here, { ...raw('hello', 'text/plain'), expect: 202 });
  for (const other of [
    raw('hullo', 'text/plain'),
    raw('hello', 'text/csv'),
    { ...raw('hello', 'text/plain'), query: { filename: 'b.txt' } },
  ]) {
    assert.equal((await send<ProblemBody>(here, { ...other, expect: 422 })).body.code, 'idempotency-key-reused');
  }
  assert.equal((await send(here, { ...raw('hello', 'text/plain'), expect: 202 })).headers['idempotency-replayed'], 'true');
  assert.equal(await fileCount(here), 1);
});

test('while an upload with the key is under way another one is refused before its body is read, and replayed after it', async () => {
  const here = await place(freshWorkspace());
  const { answer, body } = await begin(here);
  const endless = new PassThrough();
  endless.write('never ended');
  const refused = await send<ProblemBody>(here, raw(endless));
  assert.equal(refused.body.code, 'idempotency-key-in-use');
  assert.ok(Number(refused.headers['retry-after']) >= 1);
  endless.destroy();
  body.end();
  const first = await answer;
  assert.equal(first.status, 202);
  const again = await send(here, { ...raw(Buffer.alloc(MIB, 7)), expect: 202 });
  assert.equal(again.bytes.toString(), first.bytes.toString());
  assert.equal(await fileCount(here), 1);
});

test('a cut connection lets the key go at once, and the upload may be sent again', async () => {
  const here = await place(freshWorkspace());
  const { body } = await begin(here);
  body.destroy(new Error('cut'));
  await waitFor('the key let go, long before its lease', async () => (await runningIn(here)) === 0, 30);
  const again = await send(here, { ...raw(Buffer.alloc(MIB, 7)), expect: 202 });
  assert.equal(again.headers['idempotency-replayed'], undefined);
  assert.equal(await fileCount(here), 1);
});

test('an attempt that was taken over does not count, and leaves nothing', async () => {
  const here = await place(freshWorkspace());
  const { answer, body } = await begin(here);
  await asOwner(`update app.idempotency_keys set expires_at = now() where workspace_id = $1`, [here.workspace.id]);
  const second = await send(here, { ...raw(Buffer.alloc(MIB, 7)), expect: 202 });
  body.end();
  const first = await answer;
  assert.equal(first.status, 409, first.bytes.toString());
  assert.equal((first.body as ProblemBody).code, 'idempotency-key-in-use');
  assert.equal(await fileCount(here), 1);
  assert.deepEqual(await storedOf(here.workspace.id), { objects: 1, uploads: 0, intents: 0 });
  assert.equal((await send(here, raw(Buffer.alloc(MIB, 7)))).bytes.toString(), second.bytes.toString());
});

test('a key is in use in every process; one whose process was killed is taken over after its lease', async () => {
  const here = await place(freshWorkspace());
  const server = await startServer();
  try {
    const elsewhere = new Client({
      baseUrl: `http://127.0.0.1:${server.port}/api/v1`,
      bearer: () => here.workspace.ownerUser.token(),
      tenant: here.workspace.id,
    });
    const { answer } = await begin({ ...here, owner: elsewhere });
    assert.equal((await send<ProblemBody>(here, { ...raw('other'), expect: 409 })).body.code, 'idempotency-key-in-use');
    server.child.kill('SIGKILL');
    await assert.rejects(answer);
  } finally {
    server.child.kill('SIGKILL');
  }
  assert.equal((await send<ProblemBody>(here, { ...raw('other'), expect: 409 })).body.code, 'idempotency-key-in-use');
  const ended = `update app.idempotency_keys set expires_at = now() where workspace_id = $1 and expires_at < now() + interval '61 s' returning state`;
  assert.deepEqual(await asOwner(ended, [here.workspace.id]), [{ state: 'IN_PROGRESS' }]);
  const again = await send(here, { ...raw(Buffer.alloc(MIB, 7)), expect: 202 });
  assert.equal(again.headers['idempotency-replayed'], undefined);
  assert.equal(await fileCount(here), 1);
});

test('an upload that is refused keeps nothing of its key', async () => {
  const here = await place(freshWorkspace());
  assert.equal((await send<ProblemBody>(here, { ...raw(''), expect: 400 })).body.code, 'file-empty');
  const claimed = { ...raw('MZ\u0090\u0000'), query: { filename: 'a.pdf' }, headers: { 'content-type': 'application/pdf' } };
  assert.equal((await send<ProblemBody>(here, claimed)).status, 415);
  assert.deepEqual(await asOwner('select from app.idempotency_keys where workspace_id = $1', [here.workspace.id]), []);
  await send(here, { ...raw('hello'), expect: 202 });
});
