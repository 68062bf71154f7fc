import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { DEFAULT_SCOPES, SCOPES } from '../../../src/core/scopes.ts';
import { setting } from '../../support/environment.ts';
import { clientFor } from '../../support/workspace.ts';

interface Config {
  readonly issuer: string;
  readonly base_url: string;
  readonly auth_path: string;
  readonly token_path: string;
  readonly client_ids: readonly string[];
  readonly scopes: readonly string[];
  readonly default_scopes: readonly string[];
  readonly examples: readonly { readonly name: string; readonly command: string }[];
}

const anybody = clientFor();

describe('how to log in', () => {
  it('is told to everybody, with addresses that work', async () => {
    const { body } = await anybody.get<Config>('/auth/config', { expect: 200 });
    assert.equal(body.issuer, setting('OIDC_ISSUER'));
    assert.equal(body.base_url, setting('PUBLIC_URL'));
    assert.deepEqual(body.client_ids, setting('OIDC_LOGIN_CLIENTS').split(','));
    assert.deepEqual([body.scopes, body.default_scopes], [Object.keys(SCOPES), [...DEFAULT_SCOPES]]);
    const form = {
      grant_type: 'client_credentials',
      client_id: setting('DEMO_INTEGRATION_CLIENT_ID'),
      client_secret: setting('DEMO_INTEGRATION_CLIENT_SECRET'),
    };
    const answer = await fetch(body.base_url + body.token_path, { method: 'POST', body: new URLSearchParams(form) });
    assert.equal(answer.status, 200);
    const query = new URLSearchParams({
      client_id: form.client_id,
      redirect_uri: setting('DEMO_INTEGRATION_REDIRECT_URI'),
      response_type: 'code',
      scope: 'openid',
    });
    const login = await fetch(`${body.base_url}${body.auth_path}?${query.toString()}`, { redirect: 'manual' });
    assert.equal(login.status, 302);
  });

  it('has a line for each way, without a secret in it', async () => {
    const { body, bytes } = await anybody.get<Config>('/auth/config', { expect: 200 });
    assert.deepEqual(
      body.examples.map(({ name }) => name),
      ['authorize', 'authorization_code', 'password', 'client_credentials', 'refresh_token', 'call'],
    );
    for (const name of ['DEMO_PASSWORD_CLIENT_SECRET', 'DEMO_INTEGRATION_CLIENT_SECRET', 'OIDC_PROVISIONER_CLIENT_SECRET']) {
      assert.equal(bytes.includes(setting(name)), false);
    }
    const line = body.examples.find(({ name }) => name === 'password')?.command ?? '';
    const fields = [...line.matchAll(/--data-urlencode "?([a-z_]+)=([^" ]+)"?/g)].map(([, field, value]) => [field, value]);
    assert.deepEqual(fields, [
      ['grant_type', 'password'],
      ...['client_id', 'client_secret', 'username', 'password'].map((field) => [field, `\${${field}}`]),
    ]);
  });

  it('S21: refuses to start a login of a client that has none here, and passes no unknown parameter on', async () => {
    const query = { client_id: 'tabularium-provisioner', redirect_uri: 'http://127.0.0.1/x', response_type: 'code' };
    const { body } = await anybody.problem('invalid-request', 'GET', '/auth/authorize', { query });
    assert.equal(body.errors?.[0]?.pointer, 'client_id');
    const known = { ...query, client_id: setting('DEMO_INTEGRATION_CLIENT_ID') };
    await anybody.problem('invalid-request', 'GET', '/auth/authorize', { query: { ...known, request_uri: 'http://127.0.0.1/evil' } });
    await anybody.problem('invalid-request', 'GET', '/auth/authorize', { query: { ...known, response_type: 'token' } });
  });

  it('S18: leaves the judgement of a redirect address to Keycloak, which refuses a foreign one', async () => {
    const good = setting('DEMO_INTEGRATION_REDIRECT_URI');
    for (const redirect_uri of [
      `${good}/more`,
      `${good}/../x`,
      good.replace(/:\d+/, ':1'),
      'https://evil.example/callback',
      `${good}?x=1`,
    ]) {
      const query = { client_id: setting('DEMO_INTEGRATION_CLIENT_ID'), redirect_uri, response_type: 'code' };
      const { headers } = await anybody.get('/auth/authorize', { query, expect: 302 });
      const page = await fetch(String(headers.location), { redirect: 'manual' });
      assert.equal(page.status, 400, redirect_uri);
    }
  });
});
