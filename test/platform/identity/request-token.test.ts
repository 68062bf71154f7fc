import { strict as assert } from 'node:assert';
import { Buffer } from 'node:buffer';
import { after, afterEach, before, describe, it } from 'node:test';
import { originOf } from '../../../src/core/origin.ts';
import { DEFAULT_SCOPES } from '../../../src/core/scopes.ts';
import type { Identity, OAuthAnswer } from '../../../src/platform/identity/identity.ts';
import { Issuer, json, type Seen } from './issuer.ts';

const TOKENS = {
  access_token: 'a.b.c',
  token_type: 'Bearer',
  expires_in: 299,
  refresh_token: 'r',
  refresh_expires_in: 1799,
  scope: 'files:read',
  session_state: 's',
  'not-before-policy': 0,
};
const PASSWORD = { grant_type: 'password', client_id: 'client-1', client_secret: 'x', username: 'ada', password: 'p' };

describe('the front of the token endpoint', () => {
  let issuer: Issuer;
  let identity: Identity;
  before(async () => {
    issuer = await Issuer.start();
    identity = issuer.open();
  });
  after(() => issuer.stop());
  afterEach(() => issuer.answers.clear());

  const answerWith = (status: number, body: unknown): void => void issuer.answers.set('/token', (_, res) => json(res, status, body));
  const send = (form: Record<string, string> | [string, string][], authorization?: string): Promise<OAuthAnswer> =>
    identity.token(new URLSearchParams(form), { authorization, address: '192.0.2.7' });
  const requests = (): Seen[] => issuer.seen.filter(({ path }) => path.endsWith('/token'));
  const last = (): Seen => requests().at(-1) ?? assert.fail('nothing was sent');
  const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

  it("passes Keycloak's success on as it is, never to be stored", async () => {
    answerWith(200, TOKENS);
    const answer = await send(PASSWORD);
    assert.deepEqual(answer, { status: 200, body: TOKENS, headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' } });
  });

  it("sends the caller's client, parameters and address on, with the default scopes", async () => {
    answerWith(200, TOKENS);
    await send(PASSWORD);
    const { form, headers } = last();
    assert.equal(headers['x-forwarded-for'], '192.0.2.7');
    assert.equal(headers.authorization, undefined);
    assert.deepEqual(Object.fromEntries(form), { ...PASSWORD, scope: DEFAULT_SCOPES.join(' ') });
    await send({ grant_type: 'client_credentials' }, basic('client-2', 's%3A%20e'));
    assert.equal(last().headers.authorization, basic('client%2D2', 's%3A+e'));
    assert.deepEqual(Object.fromEntries(last().form), { grant_type: 'client_credentials', scope: DEFAULT_SCOPES.join(' ') });
  });

  it("passes the caller's trace on, with a span of our own", async () => {
    answerWith(200, TOKENS);
    const origin = originOf('r', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'vendor=opaque');
    await identity.token(new URLSearchParams(PASSWORD), { authorization: undefined, address: '192.0.2.7', origin });
    assert.match(String(last().headers['traceparent']), /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$/);
    assert.equal(last().headers['tracestate'], 'vendor=opaque');
  });

  it('adds scopes only when no resource scope is named', async () => {
    answerWith(200, TOKENS);
    await send({ ...PASSWORD, scope: 'openid organization:x' });
    assert.equal(last().form.get('scope'), ['openid', 'organization:x', ...DEFAULT_SCOPES].join(' '));
    await send({ ...PASSWORD, scope: 'openid files:read' });
    assert.equal(last().form.get('scope'), 'openid files:read');
    await send({ grant_type: 'refresh_token', client_id: 'client-1', refresh_token: 'r' });
    assert.equal(last().form.has('scope'), false);
    await send({
      grant_type: 'authorization_code',
      client_id: 'client-1',
      code: 'c',
      redirect_uri: 'http://127.0.0.1/cb',
      code_verifier: 'v',
    });
    assert.equal(last().form.has('scope'), false);
  });

  it('refuses what it does not know without asking Keycloak', async () => {
    const before = requests().length;
    const refused = async (
      error: string,
      form: Record<string, string> | [string, string][],
      authorization?: string,
      status = 400,
    ): Promise<void> => {
      const answer = await send(form, authorization);
      assert.equal(answer.status, status);
      assert.equal(answer.body.error, error);
      assert.equal(typeof answer.body.error_description, 'string');
      assert.equal(answer.headers?.['Cache-Control'], 'no-store');
    };
    await refused('invalid_request', {});
    await refused('invalid_request', { grant_type: 'password' });
    for (const grant of [
      'implicit',
      'urn:ietf:params:oauth:grant-type:uma-ticket',
      'urn:ietf:params:oauth:grant-type:token-exchange',
      'toString',
      '',
    ]) {
      await refused('unsupported_grant_type', { ...PASSWORD, grant_type: grant });
    }
    await refused('invalid_request', { ...PASSWORD, totp: '1' });
    await refused('invalid_request', { ...PASSWORD, audience: 'x' });
    await refused('invalid_request', { grant_type: 'client_credentials', client_id: 'client-1', username: 'ada' });
    await refused('invalid_request', [...Object.entries(PASSWORD), ['username', 'grace']]);
    await refused('invalid_request', [...Object.entries(PASSWORD), ['grant_type', 'password']]);
    await refused('invalid_request', PASSWORD, basic('client-1', 'x'));
    await refused('invalid_request', { grant_type: 'client_credentials', client_id: 'client-1' }, basic('client-2', 'x'));
    for (const header of ['Basic', 'Basic !', 'Bearer abc', basic('', 'x'), `Basic ${Buffer.from('noColon').toString('base64')}`]) {
      await refused('unauthorized_client', { grant_type: 'client_credentials' }, header, 401);
    }
    assert.equal(requests().length, before);
  });

  it('answers an unlisted, an unknown client and a wrong secret alike', async () => {
    const unlisted = await send({ ...PASSWORD, client_id: 'tabularium-provisioner' });
    answerWith(401, { error: 'unauthorized_client', error_description: 'Invalid client or Invalid client credentials' });
    const wrongSecret = await send(PASSWORD);
    answerWith(401, { error: 'invalid_client', error_description: 'Invalid client or Invalid client credentials' });
    const unknown = await send(PASSWORD);
    assert.deepEqual(unlisted, wrongSecret);
    assert.deepEqual(unknown, wrongSecret);
    assert.deepEqual(unknown.body, { error: 'unauthorized_client', error_description: 'Invalid client or Invalid client credentials' });
    assert.match(unknown.headers?.['WWW-Authenticate'] ?? '', /^Basic /);
  });

  it('passes a refusal on, its error and description only', async () => {
    answerWith(400, { error: 'invalid_grant', error_description: 'Code not valid', trace: 'x' });
    const answer = await send({ grant_type: 'authorization_code', client_id: 'client-1', code: 'c' });
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.body, { error: 'invalid_grant', error_description: 'Code not valid' });
  });

  it('is temporarily unavailable when Keycloak gives no usable answer', async () => {
    const bad: [number, unknown][] = [
      [500, { error: 'unknown_error' }],
      [502, 'x'],
      [200, {}],
      [200, { access_token: 1 }],
      [404, {}],
    ];
    for (const [status, body] of bad) {
      answerWith(status, body);
      const answer = await send(PASSWORD);
      assert.equal(answer.status, 503);
      assert.equal(answer.body.error, 'temporarily_unavailable');
      assert.equal(answer.headers?.['Retry-After'], '5');
    }
    issuer.answers.set('/token', (_, res) => res.writeHead(302, { location: `${issuer.url}/elsewhere` }).end());
    assert.equal((await send(PASSWORD)).status, 503);
    assert.equal(
      issuer.seen.some(({ path }) => path.endsWith('/elsewhere')),
      false,
    );
  });

  it('is temporarily unavailable while Keycloak is away, and comes back with it', async () => {
    const own = await Issuer.start();
    const front = own.open();
    const ask = () => front.token(new URLSearchParams(PASSWORD), { authorization: undefined, address: '192.0.2.7' });
    await own.stop();
    assert.equal((await ask()).status, 503);
    await own.listen();
    own.answers.set('/token', (_, res) => json(res, 200, TOKENS));
    assert.equal((await ask()).status, 200);
    await own.stop();
  });
});

describe('the front while Keycloak hangs', () => {
  it('lets one login wait for the timeout, and the others of that user only for it', async () => {
    const issuer = await Issuer.start();
    const identity = issuer.open();
    let asked = 0;
    issuer.answers.set('/token', () => void asked++); // and never answers
    const caller = { authorization: undefined, address: '192.0.2.1' };
    const all = await Promise.all(Array.from({ length: 20 }, () => identity.token(new URLSearchParams(PASSWORD), caller)));
    assert(all.every(({ status, body }) => status === 503 && body.error === 'temporarily_unavailable'));
    assert.equal(asked, 1);
    await issuer.stop();
  });
});

describe('limits of failed logins at the front', () => {
  it('S54: stop guesses of one password, say the same for users who do not exist, and spare others', async () => {
    const issuer = await Issuer.start();
    const limits = { perAddress: { failures: 100, seconds: 60 }, perUser: { failures: 3, seconds: 60 } };
    const identity = issuer.open({ limits });
    let asked = 0;
    issuer.answers.set('/token', (_, res, body) => {
      asked++;
      const good = new URLSearchParams(body).get('password') === 'right';
      json(res, good ? 200 : 400, good ? TOKENS : { error: 'invalid_grant', error_description: 'Invalid user credentials' });
    });
    const attempt = (username: string, password: string, address = '192.0.2.1') =>
      identity.token(new URLSearchParams({ ...PASSWORD, username, password }), { authorization: undefined, address });
    for (let i = 0; i < 20; i++) assert.equal((await attempt('ada', 'right')).status, 200);
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, i) => attempt('ada', `wrong ${i}`, `192.0.2.${i}`)));
    assert.equal(guesses.filter(({ status }) => status === 400).length, 3);
    const ghost = await Promise.all(Array.from({ length: 30 }, () => attempt('nobody', 'wrong')));
    const refused = (answers: readonly OAuthAnswer[]) => answers.filter(({ status }) => status === 429).map(({ body }) => body);
    assert.deepEqual(refused(ghost), refused(guesses));
    assert.equal(refused(ghost).length, 27);
    const late = await attempt(' ADA ', 'right');
    assert.equal(late.status, 429);
    assert(Number(late.headers?.['Retry-After']) > 0);
    assert.equal((await attempt('grace', 'right')).status, 200);
    assert.equal(asked, 20 + 3 + 3 + 1);
    await issuer.stop();
  });

  it('S54: stop an address, and count no wrong client secret against a user', async () => {
    const issuer = await Issuer.start();
    const limits = { perAddress: { failures: 5, seconds: 60 }, perUser: { failures: 2, seconds: 60 } };
    const identity = issuer.open({ limits });
    issuer.answers.set('/token', (_, res, body) => {
      const good = new URLSearchParams(body).get('client_secret') === 'right';
      json(res, good ? 200 : 401, good ? TOKENS : { error: 'unauthorized_client' });
    });
    const attempt = (secret: string, address: string) =>
      identity.token(new URLSearchParams({ ...PASSWORD, client_secret: secret }), { authorization: undefined, address });
    for (let i = 0; i < 5; i++) assert.equal((await attempt('wrong', '2001:db8::1')).status, 401);
    assert.equal((await attempt('right', '2001:db8:0:0:ffff::2')).status, 429);
    assert.equal((await attempt('right', '2001:db8:0:1::1')).status, 200);
    assert.equal((await attempt('right', '192.0.2.9')).status, 200);
    await issuer.stop();
  });

  it('let any number of good logins pass at once', async () => {
    const issuer = await Issuer.start();
    const limits = { perAddress: { failures: 3, seconds: 60 }, perUser: { failures: 2, seconds: 60 } };
    const identity = issuer.open({ limits });
    issuer.answers.set('/token', (_, res) => json(res, 200, TOKENS));
    const caller = { authorization: undefined, address: '192.0.2.1' };
    const all = await Promise.all(Array.from({ length: 50 }, () => identity.token(new URLSearchParams(PASSWORD), caller)));
    assert(all.every(({ status }) => status === 200));
    await issuer.stop();
  });
});
