import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import type { Answer, CallOptions, Client, ProblemBody } from '../support/client.ts';
import { type Operation, operations } from '../support/contract.ts';
import { setting } from '../support/environment.ts';
import type { Dossier } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Call, pathOf, SAMPLES, type Sample } from './samples.ts';

const repeatable = operations.filter((one) => one.idempotencyKey);

/** Another good request, where preparing one twice gives the same. */
const OTHERWISE: Readonly<Record<string, CallOptions>> = {
  createDossier: { json: { name: 'another' } },
};

const send = (caller: Client, { method, path }: Operation, call: Call, key: string): Promise<Answer<unknown>> =>
  caller.request(method, pathOf(path, call.ids), { ...call.options, headers: { ...call.options?.headers, 'idempotency-key': key } });

/** What an answer says; addresses of the store are signed anew each time. */
const saidBy = ({ bytes }: Answer<unknown>): string =>
  bytes
    .toString()
    .replaceAll(/\?[^"]*X-Amz-Signature[^"]*/g, '?signed')
    .replaceAll(/"urlsExpireAt":"[^"]*"/g, '"urlsExpireAt":"later"');

/**
 * What people have made in a workspace: how many rows of each table that says who made them, and how often they were changed.
 * What the worker writes meanwhile does not show, but the file that it makes of an upload is waited for.
 */
async function madeIn(workspaceId: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: setting('DATABASE_OWNER_URL') });
  await client.connect();
  try {
    const becoming = `select from app.uploads where workspace_id = $1 and status = 'COMPLETING'`;
    await waitFor('uploads to become files', async () => (await client.query(becoming, [workspaceId])).rowCount === 0);
    const { rows: tables } = await client.query<{ name: string; counted: boolean }>(
      `select table_name as name, bool_or(column_name = 'revision') as counted from information_schema.columns
       where table_schema = 'app' group by 1 having bool_or(column_name = 'created_by') order by 1`,
    );
    assert.ok(tables.length >= 4, `only ${tables.length} tables seen`);
    const sums = tables.map(
      ({ name, counted }) =>
        `(select count(*) || ' ' || ${counted ? 'coalesce(sum(revision), 0)' : '0'} from app.${name} where workspace_id = $1) as ${name}`,
    );
    return (await client.query(`select ${sums.join(', ')}`, [workspaceId])).rows[0];
  } finally {
    await client.end();
  }
}

async function another(operationId: string, sample: Sample, owner: Client, first: Call): Promise<Call> {
  const prepared = await sample.prepare(owner);
  const otherwise = OTHERWISE[operationId];
  const call = otherwise ? { ...prepared, options: otherwise } : prepared;
  assert.notDeepEqual(call, first, `add another good request of ${operationId} to the table OTHERWISE`);
  return call;
}

test('every POST but those of signing in is among the operations that can be repeated, or has a way of its own', () => {
  assert.ok(repeatable.length >= 5, `only ${repeatable.length} operations seen`);
  for (const { operationId, method, tenant } of repeatable) assert.ok(method === 'POST' && tenant, operationId);
});

for (const operation of repeatable) {
  const { operationId } = operation;
  const sample = SAMPLES[operationId];
  if (!sample) continue; // a test of cross-tenant.test.ts fails

  test(`${operationId}: sent twice with one key it is done once, and answered the same`, async () => {
    const { id, owner } = await freshWorkspace();
    const [call, key] = [await sample.prepare(owner), randomUUID()];
    const untouched = await madeIn(id);
    const first = await send(owner, operation, call, key);
    assert.equal(first.status, sample.status, first.bytes.toString());
    assert.equal(first.headers['idempotency-replayed'], undefined);
    const made = await madeIn(id);
    assert.notDeepEqual(made, untouched, 'the sample does nothing that could be seen to be done twice');
    const second = await send(owner, operation, call, key);
    assert.equal(second.status, first.status);
    assert.equal(saidBy(second), saidBy(first));
    assert.equal(second.headers['idempotency-replayed'], 'true');
    for (const name of ['etag', 'location', 'content-type', 'retry-after']) assert.equal(second.headers[name], first.headers[name], name);
    assert.deepEqual(await madeIn(id), made);
  });

  test(`S30: ${operationId}: a key does not answer another request, another person or another workspace`, async () => {
    const [workspace, elsewhere] = [await freshWorkspace(), await freshWorkspace()];
    const { id, owner } = workspace;
    await elsewhere.addMember(workspace.ownerUser, 'OWNER');
    const [call, key] = [await sample.prepare(owner), randomUUID()];
    const first = await send(owner, operation, call, key);
    assert.equal(first.status, sample.status, first.bytes.toString());

    const otherCall = await another(operationId, sample, owner, call);
    const made = await madeIn(id);
    const refused = await send(owner, operation, otherCall, key);
    assert.equal(refused.status, 422, refused.bytes.toString());
    assert.equal((refused.body as ProblemBody).code, 'idempotency-key-reused');
    assert.deepEqual(await madeIn(id), made);

    const manager = await workspace.as('MANAGER');
    const others: [Client, Call][] = [
      [manager, await sample.prepare(manager)],
      [owner.inWorkspace(elsewhere.id), await sample.prepare(owner.inWorkspace(elsewhere.id))],
    ];
    for (const [caller, theirs] of others) {
      const own = await send(caller, operation, theirs, key);
      assert.equal(own.status, sample.status, own.bytes.toString());
      assert.equal(own.headers['idempotency-replayed'], undefined);
      assert.notEqual(saidBy(own), saidBy(first));
    }
  });

  test(`${operationId}: asked for by several at once with one key it is done once`, async () => {
    const { id, owner } = await freshWorkspace();
    const [call, key] = [await sample.prepare(owner), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(owner, operation, call, key)));
    const made = await madeIn(id);
    const good = answers.filter(({ status }) => status === sample.status);
    assert.equal(good.filter(({ headers }) => headers['idempotency-replayed'] === undefined).length, 1);
    assert.equal(new Set(good.map(saidBy)).size, 1);
    for (const answer of answers.filter((one) => !good.includes(one))) {
      assert.equal((answer.body as ProblemBody).code, 'idempotency-key-in-use');
      assert.ok(Number(answer.headers['retry-after']) >= 1);
    }
    assert.equal((await send(owner, operation, call, key)).headers['idempotency-replayed'], 'true');
    assert.deepEqual(await madeIn(id), made);
  });
}

test('a key is 1 to 255 visible ASCII characters, sent once; else a 400 names the header and nothing is made', async () => {
  const { id, owner } = await freshWorkspace();
  const untouched = await madeIn(id);
  for (const key of ['', 'k'.repeat(256), 'two words', 'schlüssel', 'tab\tbed', ['one', 'two']]) {
    const answer = await owner.problem('invalid-request', 'POST', '/dossiers', {
      json: { name: 'n' },
      headers: { 'idempotency-key': key },
    });
    assert.match(JSON.stringify(answer.body.errors), /idempotency-key/i, String(key));
  }
  assert.deepEqual(await madeIn(id), untouched);
  for (const key of ['k', `!${'~'.repeat(254)}`]) {
    await owner.post('/dossiers', { json: { name: 'n' }, headers: { 'idempotency-key': key }, expect: 201 });
  }
});

test('the order of members in the JSON does not make another request; a request that failed may be mended under its key', async () => {
  const { owner } = await freshWorkspace();
  const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
  await owner.problem('unprocessable', 'POST', '/dossiers', { json: { name: 'n', dossierTemplateId: randomUUID() }, headers });
  const first = await owner.post<Dossier>('/dossiers', { body: '{"name": "n", "description": "d"}', headers, expect: 201 });
  const second = await owner.post<Dossier>('/dossiers', { body: '{"description":"d","name":"n"}', headers, expect: 201 });
  assert.equal(second.body.id, first.body.id);
});

test('rights are looked at before a repetition is answered', async () => {
  const workspace = await freshWorkspace();
  const [member, user] = [await workspace.as('MEMBER'), await workspace.user('MEMBER')];
  const options = { json: { name: 'n' }, headers: { 'idempotency-key': randomUUID() } };
  await member.post('/dossiers', { ...options, expect: 201 });
  await workspace.addMember(user, 'READER');
  await member.problem('role-too-low', 'POST', '/dossiers', options);
  await workspace.removeMember(user);
  await member.problem('workspace-forbidden', 'POST', '/dossiers', options);
});
