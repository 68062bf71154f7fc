import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { Client } from '../support/client.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Served, serve } from './serve.ts';

describe('an operation that requires If-Match', () => {
  let served: Served;
  let owner: Client;
  let credentials: () => Promise<Record<string, string>>;
  before(async () => {
    served = await serve({
      contract: ({ paths }) => {
        const operation = paths['/dossiers/{dossierId}']?.['patch'] as { parameters?: object[] };
        const schema = { type: 'string', maxLength: 200 };
        operation.parameters = [
          ...(operation.parameters ?? []).filter((one) => !('$ref' in one && String(one.$ref).endsWith('/IfMatch'))),
          { name: 'If-Match', in: 'header', required: true, schema },
        ];
      },
    });
    const { id, ownerUser } = await freshWorkspace();
    credentials = async () => ({ authorization: `Bearer ${await ownerUser.token()}`, 'x-tenant-id': id });
    owner = new Client({ baseUrl: served.baseUrl, bearer: () => ownerUser.token(), tenant: id });
  });
  after(() => served.close());

  it('answers 428 without it, 400 when something else is wrong as well, and goes on with it', async () => {
    const made = await owner.post<{ id: string }>('/dossiers', { json: { name: 'one' }, expect: 201 });
    const url = new URL(`${served.baseUrl}/dossiers/${made.body.id}`);
    const change = async (json: object, headers: Record<string, string> = {}): Promise<[number, string]> => {
      // past the client: the contract of the other tests knows no 428 here
      const sent = { ...(await credentials()), 'content-type': 'application/json', ...headers };
      const answer = await fetch(url, { method: 'PATCH', headers: sent, body: JSON.stringify(json) });
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    assert.deepEqual(await change({ name: 'two' }), [428, 'precondition-required']);
    assert.deepEqual(await change({ nonsense: 1 }), [400, 'invalid-request']);
    assert.deepEqual((await change({ name: 'two' }, { 'if-match': '"9.aaaaaaaaaaaaaaaa"' }))[0], 412);
    assert.deepEqual((await change({ name: 'two' }, { 'if-match': String(made.headers.etag) }))[0], 200);
  });
});
