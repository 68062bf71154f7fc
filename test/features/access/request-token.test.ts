import { strict as assert } from 'node:assert';
import { Buffer } from 'node:buffer';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { DEFAULT_SCOPES } from '../../../src/core/scopes.ts';
import type { Answer } from '../../support/client.ts';
import { environment, setting } from '../../support/environment.ts';
import { freshUser, type TestUser } from '../../support/users.ts';
import { clientFor } from '../../support/workspace.ts';
import { logIn } from './browser-login.ts';

interface Tokens {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly refresh_expires_in?: number;
  readonly scope: string;
  readonly id_token?: string;
}
interface Refusal {
  readonly error: string;
  readonly error_description: string;
}

const anybody = clientFor();
const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

async function tokens(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Tokens> {
  const { body, headers: answered } = await anybody.post<Tokens>('/auth/token', { form, headers, expect: 200 });
  assert.equal(answered['cache-control'], 'no-store');
  return body;
}

async function refused(
  status: number,
  error: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer<Refusal>> {
  const answer = await anybody.post<Refusal>('/auth/token', { form, headers, expect: status });
  assert.equal(answer.body.error, error);
  assert.equal(answer.headers['cache-control'], 'no-store');
  return answer;
}

const accountOf = async (token: string): Promise<{ id: string; kind: string; username: string }> =>
  (await clientFor(async () => token).get<{ id: string; kind: string; username: string }>('/account', { expect: 200 })).body;

const scopesOf = (answer: Tokens): string[] =>
  answer.scope
    .split(' ')
    .filter((name) => name.includes(':'))
    .sort();
const defaults = [...DEFAULT_SCOPES].sort();

describe('tokens by our own front, from the real Keycloak', () => {
  let user: TestUser;
  let password: Record<string, string>;
  let program: { client_id: string; client_secret: string };
  before(async () => {
    user = await freshUser();
    const client = { client_id: setting('DEMO_PASSWORD_CLIENT_ID'), client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET') };
    password = { grant_type: 'password', ...client, username: user.username, password: user.password };
    program = { client_id: setting('DEMO_INTEGRATION_CLIENT_ID'), client_secret: setting('DEMO_INTEGRATION_CLIENT_SECRET') };
  });

  it("password: in OAuth's shape, living 300 and 1800 seconds, with the default scopes, good for the API", async () => {
    const answer = await tokens(password);
    assert.equal(answer.token_type, 'Bearer');
    assert(answer.expires_in > 290 && answer.expires_in <= 300);
    assert((answer.refresh_expires_in ?? 0) > 1790 && (answer.refresh_expires_in ?? 0) <= 1800);
    assert.deepEqual(scopesOf(answer), defaults);
    assert.equal((await accountOf(answer.access_token)).id, user.userId);
    assert.deepEqual(scopesOf(await tokens({ ...password, scope: 'openid files:read' })), ['files:read']);
    assert.deepEqual(scopesOf(await tokens({ ...password, scope: 'openid' })), defaults);
  });

  it('two Authorization headers are refused, whatever they say', async () => {
    const both = [basic(program.client_id, program.client_secret), basic('another', 'secret')];
    const answer = await anybody.post<Refusal>('/auth/token', {
      form: { grant_type: 'client_credentials' },
      headers: { authorization: both },
    });
    assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_request']);
  });

  it('a parameter without a value counts as left out', async () => {
    const answer = await tokens({ ...password, code: '', redirect_uri: '', refresh_token: '', scope: '' });
    assert.deepEqual(scopesOf(answer), defaults);
    await refused(400, 'invalid_request', { ...program, grant_type: '' });
  });

  it('password: the same user many times at once, which Keycloak alone refuses', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => tokens(password)));
    assert.equal(new Set(all.map(({ access_token }) => access_token)).size, 6);
  });

  it('S15: refresh: a new pair, the old refresh token never again, and its session ends with the attempt', async () => {
    const first = await tokens(password);
    const client = { client_id: password['client_id'] ?? '', client_secret: password['client_secret'] ?? '' };
    const refresh = (token = '') => ({ grant_type: 'refresh_token', ...client, refresh_token: token });
    const second = await tokens(refresh(first.refresh_token));
    assert.deepEqual(scopesOf(second), defaults);
    assert.equal((await accountOf(second.access_token)).id, user.userId);
    await refused(400, 'invalid_grant', refresh(first.refresh_token));
    await refused(400, 'invalid_grant', refresh(second.refresh_token));
  });

  it('client_credentials: by form or Basic, for a program of its own', async () => {
    const byForm = await tokens({ grant_type: 'client_credentials', ...program });
    const byHeader = await tokens({ grant_type: 'client_credentials' }, { authorization: basic(program.client_id, program.client_secret) });
    assert.deepEqual(scopesOf(byForm), defaults);
    const account = await accountOf(byForm.access_token);
    assert.equal(account.kind, 'PROGRAM');
    assert.equal((await accountOf(byHeader.access_token)).id, account.id);
  });

  it('authorization_code: the documented flow of a program, without PKCE and with openid only', async () => {
    const redirectUri = setting('DEMO_INTEGRATION_REDIRECT_URI');
    const start = await authorize({
      client_id: program.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      state: 'a b&c',
    });
    const back = await logIn({ start, username: user.username, password: user.password, redirectUri });
    assert.equal(back.searchParams.get('state'), 'a b&c');
    const form = { grant_type: 'authorization_code', ...program, redirect_uri: redirectUri, code: back.searchParams.get('code') ?? '' };
    const answer = await tokens(form);
    assert.deepEqual(scopesOf(answer), defaults);
    assert(answer.id_token && answer.refresh_token);
    const account = await accountOf(answer.access_token);
    assert.deepEqual([account.id, account.kind], [user.userId, 'PERSON']);
    await refused(400, 'invalid_grant', form);
  });

  it('S17: authorization_code: a public client with PKCE on a loopback port of its choice, and never without', async () => {
    const redirectUri = 'http://127.0.0.1:45678/callback';
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const asked = { client_id: setting('DEMO_CLI_CLIENT_ID'), redirect_uri: redirectUri, response_type: 'code', state: 'x' };
    const login = { username: user.username, password: user.password, redirectUri };
    const withoutPkce = await logIn({ ...login, start: await authorize(asked) });
    assert.equal(withoutPkce.searchParams.get('error'), 'invalid_request');
    const code = async (): Promise<string> => {
      const start = await authorize({ ...asked, code_challenge: challenge, code_challenge_method: 'S256' });
      return (await logIn({ ...login, start })).searchParams.get('code') ?? '';
    };
    const exchange = { grant_type: 'authorization_code', client_id: asked.client_id, redirect_uri: redirectUri };
    await refused(400, 'invalid_grant', { ...exchange, code: await code(), code_verifier: randomBytes(32).toString('base64url') });
    const answer = await tokens({ ...exchange, code: await code(), code_verifier: verifier });
    assert.equal((await accountOf(answer.access_token)).id, user.userId);
  });

  it('S22: says the same of a wrong password, an unknown user and a user that is locked', async () => {
    const victim = await freshUser();
    const guess = (username: string) => ({ ...password, username, password: 'wrong-password-1' });
    const wrong = await refused(400, 'invalid_grant', guess(victim.username));
    const unknown = await refused(400, 'invalid_grant', guess(`nobody-${randomUUID()}`));
    assert.deepEqual(unknown.body, wrong.body);
    for (let i = 0; i < 4; i++) assert.deepEqual((await refused(400, 'invalid_grant', guess(victim.username))).body, wrong.body);
    const locked = await refused(400, 'invalid_grant', { ...password, username: victim.username, password: victim.password });
    assert.deepEqual(locked.body, wrong.body);
    await tokens(password);
  });

  it('S54: limits the failures of a client and user with 429 and Retry-After, whether that user exists or not', async () => {
    const guess = { ...password, username: `nobody-${randomUUID()}`, password: 'wrong-password-1' };
    for (let i = 0; i < 10; i++) await refused(400, 'invalid_grant', guess);
    const limited = await refused(429, 'temporarily_unavailable', guess);
    assert(Number(limited.headers['retry-after']) > 0);
    await tokens(password);
  });

  it('knows its clients: all others, built-in ones too, look like a wrong secret', async () => {
    const wrong = await refused(401, 'unauthorized_client', { grant_type: 'client_credentials', ...program, client_secret: 'wrong' });
    const others = ['tabularium-provisioner', 'tabularium-api', 'tabularium-web', 'admin-cli', 'account', `no-such-${randomUUID()}`];
    for (const client_id of others) {
      const secret = client_id === 'tabularium-provisioner' ? setting('OIDC_PROVISIONER_CLIENT_SECRET') : 'secret';
      const { body } = await refused(401, 'unauthorized_client', { grant_type: 'client_credentials', client_id, client_secret: secret });
      assert.deepEqual(body, wrong.body);
    }
    await refused(401, 'unauthorized_client', { grant_type: 'client_credentials' }, { authorization: basic(program.client_id, 'wrong') });
  });

  it('S21: gives the password grant to its one client, and no other grant at all', async () => {
    const { username = '', password: secret = '' } = password;
    await refused(400, 'unauthorized_client', { grant_type: 'password', ...program, username, password: secret });
    await refused(400, 'unauthorized_client', {
      grant_type: 'password',
      client_id: setting('DEMO_CLI_CLIENT_ID'),
      username,
      password: secret,
    });
    for (const grant_type of [
      'implicit',
      'urn:ietf:params:oauth:grant-type:device_code',
      'urn:ietf:params:oauth:grant-type:token-exchange',
    ]) {
      await refused(400, 'unsupported_grant_type', { ...password, grant_type });
    }
  });

  it("refuses scopes that do not exist, in OAuth's words", async () => {
    await refused(400, 'invalid_scope', { ...password, scope: 'files:read no-such:scope' });
  });
});

/** Where the front sends the browser. */
async function authorize(query: Record<string, string>): Promise<URL> {
  const { headers } = await anybody.get('/auth/authorize', { query, expect: 302 });
  assert.equal(headers['cache-control'], 'no-store');
  const target = new URL(headers.location ?? '');
  assert(target.href.startsWith(`${environment().env['OIDC_ISSUER']}/protocol/openid-connect/auth?`));
  return target;
}
