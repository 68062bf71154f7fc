import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractScopes, desiredClients, desiredRealm, fillIn } from '../../scripts/stack/keycloak-desired.ts';
import { covers } from '../../scripts/stack/provision-clients.ts';
import { makeSecret, PORT_NAMES, SECRET_NAMES, type State } from '../../scripts/stack/state.ts';

const state = {
  ports: Object.fromEntries(PORT_NAMES.map((name) => [name, 1])),
  secrets: Object.fromEntries(SECRET_NAMES.map((name) => [name, makeSecret()])),
  keycloakOrigin: null,
} as State;

test('a placeholder without a value is refused: Keycloak would take it for the secret', () => {
  assert.throws(() => fillIn('{"secret": "${clientWeb}"}', {}), /clientWeb/);
  assert.throws(() => fillIn('{"secret": "${clientWeb}"}', { clientWeb: '' }), /clientWeb/);
  assert.equal(fillIn('{"secret": "${clientWeb}"}', { clientWeb: 'a"b' }), '{"secret": "a\\"b"}');
});

test('the realm holds no client, no user and no secret', () => {
  const realm = desiredRealm(true);
  assert.equal('clients' in realm, false);
  assert.equal('users' in realm, false);
  assert.equal(JSON.stringify(realm).includes('${'), false);
});

test('S21: only password-login has the password grant, and no client has the implicit one', () => {
  const { clients } = desiredClients(state, 'http://127.0.0.1:1', Object.keys(contractScopes()));
  assert.deepEqual(
    clients.filter((client) => client['directAccessGrantsEnabled']).map(({ clientId }) => clientId),
    ['password-login'],
  );
  assert.deepEqual(
    clients.filter(({ attributes }) => attributes['allow.ropc'] === 'true').map(({ clientId }) => clientId),
    ['password-login'],
  );
  assert.equal(
    clients.some((client) => client['implicitFlowEnabled']),
    false,
  );
});

test('every client signs with RS256 and types its access tokens at+jwt', () => {
  for (const { attributes } of desiredClients(state, 'http://127.0.0.1:1', ['a:b']).clients) {
    assert.equal(attributes['access.token.header.type.rfc9068'], 'true');
    assert.equal(attributes['access.token.signed.response.alg'], 'RS256');
  }
});

test('S17: every public client demands PKCE, and every confidential one has a secret of its own', () => {
  const { clients } = desiredClients(state, 'http://127.0.0.1:1', ['a:b']);
  const secrets = new Set<unknown>();
  for (const client of clients) {
    if (client['publicClient'] === true) assert.equal(client.attributes['pkce.code.challenge.method'], 'S256', client.clientId);
    else secrets.add(client['secret']);
  }
  assert.equal(secrets.size, clients.filter((client) => client['publicClient'] !== true).length);
});

test('the provisioner gets no token for the API and no more than its five roles', () => {
  const { clients, serviceAccountRoles } = desiredClients(state, 'http://127.0.0.1:1', ['a:b']);
  const provisioner = clients.find(({ clientId }) => clientId === 'tabularium-provisioner');
  assert.deepEqual(provisioner?.defaultClientScopes, ['basic', 'service_account']);
  assert.deepEqual(provisioner?.optionalClientScopes, []);
  assert.deepEqual(Object.keys(serviceAccountRoles), ['tabularium-provisioner']);
  assert.deepEqual(serviceAccountRoles['tabularium-provisioner'], {
    'realm-management': ['view-users', 'query-users', 'manage-users', 'view-organizations', 'manage-organizations'],
  });
});

test('a stored client covers a wanted one whatever the order of its lists, and not when anything differs', () => {
  const stored = { id: '1', redirectUris: ['b', 'a'], attributes: { x: '1', made: 'by Keycloak' } };
  assert.equal(covers(stored, { redirectUris: ['a', 'b'], attributes: { x: '1' } }), true);
  assert.equal(covers(stored, { redirectUris: ['a'] }), false);
  assert.equal(covers(stored, { attributes: { x: '2' } }), false);
  assert.equal(covers(stored, { secret: 'new' }), false);
});
