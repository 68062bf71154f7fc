import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_SCOPES } from '../../../src/core/scopes.ts';
import type { Identity } from '../../../src/platform/identity/identity.ts';
import { withDefaultScopes } from '../../../src/platform/identity/login-scopes.ts';
import { Issuer } from './issuer.ts';

const QUERY = { client_id: 'client-1', response_type: 'code', redirect_uri: 'http://127.0.0.1:9/cb?x=1', state: 'a b&c', scope: 'openid' };

describe('the way to the login page', () => {
  let issuer: Issuer;
  let identity: Identity;
  before(async () => {
    issuer = await Issuer.start();
    identity = issuer.open();
  });
  after(() => issuer.stop());

  it("goes to Keycloak with the caller's own parameters and the default scopes", async () => {
    const url = await identity.authorizeUrl(new URLSearchParams(QUERY));
    assert.equal(url.origin + url.pathname, `${issuer.url}/auth`);
    assert.deepEqual(Object.fromEntries(url.searchParams), { ...QUERY, scope: ['openid', ...DEFAULT_SCOPES].join(' ') });
  });

  it('is refused to unknown clients and for unknown or doubled parameters', async () => {
    const bad = { code: 'invalid-request', status: 400 };
    await assert.rejects(identity.authorizeUrl(new URLSearchParams({ ...QUERY, client_id: 'provisioner' })), bad);
    await assert.rejects(identity.authorizeUrl(new URLSearchParams({ response_type: 'code' })), bad);
    await assert.rejects(identity.authorizeUrl(new URLSearchParams({ ...QUERY, request_uri: 'http://evil' })), bad);
    await assert.rejects(identity.authorizeUrl(new URLSearchParams([...Object.entries(QUERY), ['client_id', 'client-1']])), bad);
  });

  it('is 503 while Keycloak has never been seen', async () => {
    const own = await Issuer.start();
    const front = own.open();
    await own.stop();
    await assert.rejects(front.authorizeUrl(new URLSearchParams(QUERY)), { code: 'identity-provider-unavailable', status: 503 });
  });
});

describe('the scopes of a login', () => {
  it("are the default set unless one of the API's own is named", () => {
    assert.equal(withDefaultScopes(null), DEFAULT_SCOPES.join(' '));
    assert.equal(withDefaultScopes('  openid '), ['openid', ...DEFAULT_SCOPES].join(' '));
    assert.equal(withDefaultScopes('files:read'), 'files:read');
  });
});
