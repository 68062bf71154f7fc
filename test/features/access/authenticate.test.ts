import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { environment, setting } from '../../support/environment.ts';
import { freshUser, keycloakAdmin, type TestUser } from '../../support/users.ts';
import { clientFor } from '../../support/workspace.ts';

const REALM = 'Bearer realm="tabularium"';
const PASSWORD = 'a-long-password-1';
const anybody = clientFor();

describe('who may call', () => {
  let user: TestUser;
  let token: string;
  before(async () => {
    user = await freshUser();
    token = await user.token();
  });

  const issuerTokens = async (issuer: string, form: Record<string, string>): Promise<Record<string, string>> => {
    const answer = await fetch(`${issuer}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) });
    assert.equal(answer.status, 200);
    return (await answer.json()) as Record<string, string>;
  };
  const unauthenticated = async (authorization: string | undefined, challenge: RegExp): Promise<void> => {
    const { status, headers } = await anybody.problem('unauthenticated', 'GET', '/account', { headers: { authorization } });
    assert.equal(status, 401);
    assert.match(headers['www-authenticate'] ?? '', challenge);
  };
  const invalid = (bearer: string): Promise<void> =>
    unauthenticated(`Bearer ${bearer}`, /^Bearer realm="tabularium", error="invalid_token"/);

  it('S1: a call without credential is told how, without an error code', async () => {
    await unauthenticated(undefined, new RegExp(`^${REALM}$`));
  });

  it('S2, S11: a changed, unsigned or foreign-signed token is refused', async () => {
    const [header = '', claims = '', signature = ''] = token.split('.');
    await anybody.get('/account', { headers: { authorization: `Bearer ${token}` }, expect: 200 });
    await invalid(`${header}.${claims}.${signature.slice(0, -4)}AAAA`);
    await invalid(`${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${claims}.AAAA`);
    await invalid('no-token');
  });

  it('S3, S4, S7: tokens of another realm, for another audience or of another client are refused', async () => {
    const master = `${setting('DEMO_KEYCLOAK_BASE')}/realms/master`;
    const client = { client_id: setting('DEMO_BOOTSTRAP_CLIENT_ID'), client_secret: setting('DEMO_BOOTSTRAP_CLIENT_SECRET') };
    await invalid((await issuerTokens(master, { grant_type: 'client_credentials', ...client }))['access_token'] ?? '');
    const provisioner = { client_id: setting('OIDC_PROVISIONER_CLIENT_ID'), client_secret: setting('OIDC_PROVISIONER_CLIENT_SECRET') };
    await invalid((await issuerTokens(setting('OIDC_ISSUER'), { grant_type: 'client_credentials', ...provisioner }))['access_token'] ?? '');
  });

  it('S6: an ID token or a refresh token is no access token', async () => {
    const client = { client_id: setting('DEMO_PASSWORD_CLIENT_ID'), client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET') };
    const login = { grant_type: 'password', ...client, username: user.username, password: user.password, scope: 'openid' };
    const all = await issuerTokens(setting('OIDC_ISSUER'), login);
    assert(all['id_token'] && all['refresh_token']);
    await invalid(all['id_token']);
    await invalid(all['refresh_token']);
  });

  it('S12: one header only, nothing in the URL, "bearer" in any case', async () => {
    await anybody.get('/account', { headers: { authorization: `bEARER ${token}` }, expect: 200 });
    const doubled = await anybody.problem('invalid-request', 'GET', '/account', {
      headers: { authorization: [`Bearer ${token}`, `Bearer ${token}`] },
    });
    assert.equal(doubled.status, 400);
    const inUrl = await anybody.problem('invalid-request', 'GET', '/account', { query: { access_token: token } });
    assert.equal(inUrl.status, 400);
    await unauthenticated(`Basic ${token}`, /error="invalid_token"/);
  });

  it('a user appears once, on first sight, with name and e-mail from Keycloak, also for many calls at once', async () => {
    const username = await newcomer();
    const client = { client_id: setting('DEMO_PASSWORD_CLIENT_ID'), client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET') };
    const login = { grant_type: 'password', ...client, username, password: PASSWORD };
    const bearers: string[] = [];
    for (let i = 0; i < 4; i++) bearers.push((await issuerTokens(setting('OIDC_ISSUER'), login))['access_token'] ?? '');
    const account = async (bearer: string) => {
      const { body } = await anybody.get<Record<string, string>>('/account', {
        headers: { authorization: `Bearer ${bearer}` },
        expect: 200,
      });
      return body;
    };
    const ids = (await Promise.all(bearers.flatMap((bearer) => [account(bearer), account(bearer)]))).map(({ id }) => id);
    assert.equal(new Set(ids).size, 1);
    const { kind, username: shown, name, email } = await account(bearers[0] ?? '');
    assert.deepEqual([kind, shown, name, email], ['PERSON', username, 'New Comer', `${username}@example.test`]);
  });

  it('a token of the password client is refused when its user lacks the role for that', async () => {
    const client = { client_id: setting('DEMO_PASSWORD_CLIENT_ID'), client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET') };
    const login = { username: setting('DEMO_ADA_USERNAME'), password: setting('DEMO_ADA_PASSWORD') };
    const answer = await issuerTokens(environment().env['OIDC_ISSUER'] ?? '', { grant_type: 'password', ...client, ...login });
    await invalid(answer['access_token'] ?? '');
  });
});

/** Somebody whom Keycloak knows and the API has never seen. */
async function newcomer(): Promise<string> {
  const username = `new-${randomUUID()}`;
  const person = { username, firstName: 'New', lastName: 'Comer', email: `${username}@example.test`, emailVerified: true, enabled: true };
  const credentials = [{ type: 'password', value: PASSWORD, temporary: false }];
  await keycloakAdmin().post('/tabularium/partialImport', { users: [{ ...person, credentials, realmRoles: ['password-login-user'] }] });
  return username;
}
