import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { Client } from '../support/client.ts';
import { exchange } from '../support/http.ts';
import type { Dossier } from '../support/shapes.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { type Served, serve } from './serve.ts';

const shared = freshWorkspace();

describe('what a request may try', () => {
  it('S38: method overrides, forged keys and repeated query keys are ignored or refused', async () => {
    const { owner } = await shared;
    const made = await owner.post<Dossier>('/dossiers', { json: { name: 'stays' }, expect: 201 });
    const path = `/dossiers/${made.body.id}`;
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      await owner.get(path, { headers: { [name]: 'DELETE' }, expect: 200 });
      await owner.post('/dossiers', { json: { name: 'x' }, headers: { [name]: 'PUT' }, expect: 201 });
    }
    await owner.problem('invalid-request', 'GET', '/dossiers?_method=DELETE');
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
      const json = { 'content-type': 'application/json' };
      for (const value of ['{"admin":true}', '1']) {
        const body = `{"name":"x","${key}":${value}}`;
        const { body: said } = await owner.problem('invalid-request', 'POST', '/dossiers', { body, headers: json });
        assert.ok(said.errors?.some(({ pointer }) => pointer === `/${key}`));
      }
      await owner.problem('invalid-request', 'GET', `/dossiers?${key}=1`);
      await owner.problem('invalid-request', 'GET', `/dossiers?${key}[admin]=1`);
    }
    for (const query of [
      'limit=1&limit=2',
      'sort=name&sort=-name',
      'offset=0&offset=1',
      'state=TRASHED&state=ACTIVE',
      'limit[]=1',
      'limit[a]=1',
    ]) {
      assert.equal((await owner.request('GET', `/dossiers?${query}`)).status, 400, query);
    }
    assert.equal((await owner.get<Dossier>(path, { expect: 200 })).body.name, 'stays');
    assert.equal(({} as { admin?: boolean }).admin, undefined);
  });

  it('S12: a token in a query or in a form is refused or not looked at', async () => {
    const { id, ownerUser } = await shared;
    const token = await ownerUser.token();
    const nobody = new Client({ baseUrl: served.baseUrl, tenant: id });
    for (const path of ['/dossiers', '/account', '/files']) {
      const { headers } = await nobody.problem('invalid-request', 'GET', path, { query: { access_token: token } });
      assert.match(String(headers['www-authenticate']), /error="invalid_request"/);
    }
    await nobody.problem('unauthenticated', 'POST', '/dossiers', { form: { access_token: token, name: 'x' } });
    await nobody.problem('unauthenticated', 'POST', '/dossiers', { json: { access_token: token, name: 'x' } });
    assert.ok(!served.log().includes(token));
  });

  it('S54: X-Forwarded-For counts only from a trusted proxy', async () => {
    const address = async (port: number, headers: Record<string, string>): Promise<string> => {
      const url = new URL(`http://127.0.0.1:${port}/api/v1/version`);
      return (JSON.parse((await exchange({ method: 'GET', url, headers })).bytes.toString()) as { version: string }).version;
    };
    const spoofed = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' };
    assert.match(await address(served.port, spoofed), /127\.0\.0\.1$/);
    // the last untrusted hop, never the first entry, which the caller writes
    assert.equal(await address(behindProxy.port, spoofed), '198.51.100.7');
  });

  it('S37: every body of the contract is closed: a field that is not declared is neither taken nor given', async () => {
    const { owner } = await shared;
    const document = (await owner.get<{ components: { schemas: Record<string, Schema> } }>('/openapi.json', { expect: 200 })).body;
    const open = Object.entries(document.components.schemas).flatMap(([name, schema]) => openObjects(schema, name));
    // they have their shape from RFC 6749 and from OpenAPI
    assert.deepEqual(open, ['TokenResponse', 'OAuthError', 'OpenApiDocument']);
  });

  let served: Served;
  let behindProxy: Served;
  before(async () => {
    const getVersion = async (ctx: { address: string }) =>
      ({ status: 200, body: { name: 'tabularium', version: ctx.address, apiVersion: 1 } }) as const;
    served = await serve({ handlers: { getVersion } });
    behindProxy = await serve({ handlers: { getVersion }, trustedProxies: ['127.0.0.1'] });
  });
  after(async () => {
    await served.close();
    await behindProxy.close();
  });
});

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
}

/** Object schemas below this one that let any field pass. */
function openObjects(schema: Schema, at: string): string[] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => openObjects(one, `${at}.${name}`));
  const items = schema.items ? openObjects(schema.items, `${at}[]`) : [];
  const here = schema.properties && schema.additionalProperties !== false ? [at] : [];
  return [...here, ...inside, ...items];
}
