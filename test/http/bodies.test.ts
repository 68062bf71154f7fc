import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { limitJson } from '../../src/http/json-limits.ts';
import type { Client, ProblemBody } from '../support/client.ts';
import { operations } from '../support/contract.ts';
import { flatOperations } from '../support/fuzz/spec.ts';
import type { FileItem } from '../support/shapes.ts';
import { freshWorkspace } from '../support/workspace.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const shared = freshWorkspace();
const post = (owner: Client, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  owner.request<ProblemBody>('POST', '/dossiers', { body, headers: { ...JSON_TYPE, ...headers } });

const nested = (levels: number): string => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
const members = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"k${n}":1`).join(',')}}`;
const refused = (text: string): void => assert.throws(() => limitJson(Buffer.from(text)), { type: 'json.too.complex' });
const taken = (text: string): void => limitJson(Buffer.from(text));

describe('bodies', () => {
  it('S47: JSON is taken to 32 levels and 2,000 members, and what stands in texts does not count', () => {
    taken(nested(32));
    refused(nested(33));
    taken(members(2_000));
    refused(members(2_001));
    taken(JSON.stringify({ a: `${'['.repeat(99)}"\\${'{'.repeat(99)}${':'.repeat(3_000)}` }));
    refused(`{"a":"\\\\",${nested(40).slice(1)}`);
    refused('['.repeat(100_000));
    taken(`[${'1,'.repeat(2_000)}1]`);
    refused(`[${'1,'.repeat(2_001)}1]`);
    taken('"never closed [[[[');
  });

  it('a body without a Content-Type is refused where it would go unread, also where none is needed', async () => {
    const { owner } = await shared;
    const dossier = await owner.post<{ id: string }>('/dossiers', { json: { name: 'x' }, expect: 201 });
    const path = `/dossiers/${dossier.body.id}/result-packages`;
    await owner.problem('unsupported-media-type', 'POST', path, { body: '{"filename":"mine"}' });
    const tus = { 'tus-resumable': '1.0.0', 'upload-length': '5' };
    await owner.problem('unsupported-media-type', 'POST', '/uploads', { body: 'hello', headers: tus });
  });

  it('a name that a caller made up is cut in the answer to what the contract allows there', async () => {
    const { owner } = await shared;
    const { body } = await post(owner, JSON.stringify({ name: 'x', ['y'.repeat(3_000)]: 1 }));
    assert.deepEqual([body.code, body.errors?.[0]?.pointer.length], ['invalid-request', 512]);
  });

  it('S47: deep, wide, huge and long JSON is a 400 or 413 in plain words', async () => {
    const { owner } = await shared;
    const deep = await post(owner, `{"name":"x","description":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`);
    assert.deepEqual([deep.status, deep.body.code], [400, 'invalid-request']);
    assert.match(deep.body.detail, /32 levels/);
    const wide = await post(owner, members(20_000));
    assert.deepEqual([wide.status, wide.body.code], [400, 'invalid-request']);
    const many = await post(owner, members(1_900));
    assert.equal(many.status, 400);
    assert.ok((many.body.errors?.length ?? 0) <= 50 && many.body.detail.length <= 2_000);
    for (const value of ['9'.repeat(200_000), '1e999', '-0', `1.${'0'.repeat(100_000)}1`, `"${'x'.repeat(200_000)}"`]) {
      assert.equal((await post(owner, `{"name":${value}}`)).status, 400);
    }
    assert.equal((await post(owner, `{"name":"${'x'.repeat(300_000)}"}`)).status, 413);
    assert.equal((await post(owner, '{"name":"fine"}')).status, 201);
  });

  it('S46: a compressed body that unpacks beyond the limit is a 413, another encoding a 415', async () => {
    const { owner } = await shared;
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    assert.ok(bomb.length < 256 * 1024);
    assert.equal((await post(owner, bomb, { 'content-encoding': 'gzip' })).status, 413);
    assert.equal((await post(owner, gzipSync('{"name":"packed"}'), { 'content-encoding': 'gzip' })).status, 201);
    assert.equal((await post(owner, '{"name":"x"}', { 'content-encoding': 'compress' })).status, 415);
    assert.equal((await post(owner, 'no gzip at all', { 'content-encoding': 'gzip' })).status, 400);
  });

  it('JSON is UTF-8', async () => {
    const { owner } = await shared;
    assert.equal((await post(owner, '{"name":"Prüfung"}', { 'content-type': 'application/json; charset=UTF-8' })).status, 201);
    const utf16 = Buffer.from('{"name":"x"}', 'utf16le');
    for (const charset of ['utf-16le', 'latin1', 'x']) {
      assert.equal((await post(owner, utf16, { 'content-type': `application/json; charset=${charset}` })).status, 415, charset);
    }
  });

  it('a JSON file that is uploaded arrives byte for byte, whatever it would be as a request', async () => {
    const { owner } = await shared;
    const dossier = (await owner.post<{ id: string }>('/dossiers', { json: { name: 'x' }, expect: 201 })).body.id;
    for (const body of [`{"deep": ${nested(99)}}\r\n`, '{"torn', '[1, 2,\n 3 ]', ` ${members(5_000)}`]) {
      const options = { body, headers: JSON_TYPE, query: { filename: 'data.json' }, expect: 202 };
      const { results } = (await owner.post<{ results: FileItem[] }>(`/dossiers/${dossier}/files`, options)).body;
      assert.equal((await owner.get(`/files/${results[0]?.id}/content`, { expect: 200 })).bytes.toString(), body);
    }
  });

  it('a content type, or a body, where none belongs changes nothing, whatever it is', async () => {
    const { owner } = await shared;
    const gets = operations.filter(({ method, path, tenant }) => tenant && method === 'GET' && !path.includes('{'));
    assert.ok(gets.length >= 7);
    for (const { path } of gets) {
      for (const type of ['application/json', 'application/merge-patch+json', 'text/plain', 'multipart/form-data', 'no type', '*/*']) {
        await owner.get(path, { headers: { 'content-type': type }, expect: 200 });
      }
      await owner.get(path, { body: '{"limit":', headers: { ...JSON_TYPE, 'content-length': '9' }, expect: 200 });
    }
    await owner.get('/dossiers', { expect: 200 });
  });

  it('a content type is known by its name, whatever its case and parameters', async () => {
    const { owner } = await shared;
    for (const type of [
      'Application/JSON',
      'application/json;charset=utf-8',
      'application/json ; x=1',
      'application/json; charset="UTF-8"; y=2',
    ]) {
      assert.equal((await post(owner, '{"name":"x"}', { 'content-type': type })).status, 201, type);
    }
    for (const type of ['application/jsonx', 'application/x+json', 'json', '', 'application/json, text/plain', 'a/b'.repeat(2_000)]) {
      assert.equal((await post(owner, '{"name":"x"}', { 'content-type': type })).status, 415, type);
    }
    const refusal = await post(owner, 'x', { 'content-type': 'text/plain' });
    assert.match(refusal.body.detail, /Content-Type: application\/json/);
  });

  it('S37: a field that callers may not set is refused by name on every operation that takes JSON', async () => {
    const { owner } = await shared;
    const takers = flatOperations().filter(({ tenant, bodies }) => tenant && 'application/json' in bodies);
    assert.ok(takers.length >= 5);
    const dossier = (await owner.post<{ id: string }>('/dossiers', { json: { name: 'x' }, expect: 201 })).body.id;
    for (const { method, path } of takers) {
      for (const field of ['workspaceId', 'createdBy', 'role', 'status', 'usage', 'id']) {
        const { body } = await owner.problem('invalid-request', method, path.replaceAll(/\{\w+\}/g, dossier), {
          json: { name: 'x', [field]: 'x' },
        });
        assert.ok(
          body.errors?.some(({ pointer, code }) => pointer === `/${field}` && code === 'additionalProperties'),
          `${method} ${path} ${field}`,
        );
      }
    }
  });
});
