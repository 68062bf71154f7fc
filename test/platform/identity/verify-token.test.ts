import { strict as assert } from 'node:assert';
import { Buffer } from 'node:buffer';
import { createPublicKey, sign as signBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { exportSPKI, importJWK, SignJWT } from 'jose';
import { Problem } from '../../../src/core/errors.ts';
import type { Identity } from '../../../src/platform/identity/identity.ts';
import { Issuer } from './issuer.ts';

const TENANT = '0190e9a0-7c1e-7cc0-8a1b-3f4d5e6a7b8c';

const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('verifying an access token', () => {
  let issuer: Issuer;
  let identity: Identity;
  before(async () => {
    issuer = await Issuer.start();
    identity = issuer.open();
  });
  after(() => issuer.stop());

  const refuses = (token: string): Promise<void> =>
    assert.rejects(identity.verify(token), (error) => {
      assert(error instanceof Problem);
      assert.equal(error.code, 'unauthenticated');
      assert.match(
        error.headers['WWW-Authenticate'] ?? '',
        /^Bearer realm="tabularium", error="invalid_token", error_description="[^"]+"$/,
      );
      return true;
    });

  it('gives the claims of a good one', async () => {
    const token = await issuer.token({ scope: 'files:read  dossiers:read', sid: undefined });
    const { scopes, ...rest } = await identity.verify(token);
    assert.deepEqual([...scopes], ['files:read', 'dossiers:read']);
    assert.deepEqual(rest, {
      issuer: issuer.url,
      subject: 'subject-1',
      clientId: 'client-1',
      sessionId: null,
      tenantId: null,
      expiresAt: issuer.clock.seconds + 300,
    });
  });

  it('S4, S5: accepts ours among several audiences, and times off by five seconds', async () => {
    const now = issuer.clock.seconds;
    for (const claims of [{ aud: ['other', 'tabularium-api'] }, { exp: now - 4 }, { iat: now + 4 }, { nbf: now + 4 }, { exp: now + 900 }]) {
      await identity.verify(await issuer.token(claims));
    }
  });

  const BAD_CLAIMS: Record<string, (now: number, url: string) => Record<string, unknown>> = {
    'another issuer': () => ({ iss: 'http://127.0.0.1/realms/other' }),
    'the issuer with a slash more': (_, url) => ({ iss: `${url}/` }),
    'the issuer in another case': (_, url) => ({ iss: url.replace('http', 'HTTP') }),
    'no issuer': () => ({ iss: undefined }),
    'another audience': () => ({ aud: 'other' }),
    'audiences without ours': () => ({ aud: ['other', 'tabularium'] }),
    'no audience': () => ({ aud: undefined }),
    'an end six seconds ago': (now) => ({ exp: now - 6 }),
    'a beginning in the future': (now) => ({ nbf: now + 6 }),
    'an issue in the future': (now) => ({ iat: now + 6 }),
    'no end': () => ({ exp: undefined }),
    'an end that is text': (now) => ({ exp: String(now + 60) }),
    'an issue that is text': (now) => ({ iat: String(now) }),
    'no issue': () => ({ iat: undefined }),
    'a life over 15 minutes': (now) => ({ exp: now + 901 }),
    'no client': () => ({ azp: undefined }),
    'an unknown client': () => ({ azp: 'client-9' }),
    'a client that is a list': () => ({ azp: ['client-1'] }),
    'no subject': () => ({ sub: undefined }),
    'an empty subject': () => ({ sub: '' }),
    'no id': () => ({ jti: undefined }),
    'payload type ID': () => ({ typ: 'ID' }),
    'payload type Refresh': () => ({ typ: 'Refresh' }),
    'payload type Offline': () => ({ typ: 'Offline' }),
    'payload type Logout': () => ({ typ: 'Logout' }),
    'payload type DPoP': () => ({ typ: 'DPoP', cnf: { jkt: 'x' } }),
    'a bound key': () => ({ cnf: { jkt: 'x' } }),
    'no payload type': () => ({ typ: undefined }),
    'scopes that are a list': () => ({ scope: ['files:read'] }),
    'a session that is a number': () => ({ sid: 1 }),
  };
  for (const [name, claims] of Object.entries(BAD_CLAIMS)) {
    it(`S3, S4, S5, S6, S7, S13: refuses ${name}`, async () => refuses(await issuer.token(claims(issuer.clock.seconds, issuer.url))));
  }

  it('S6: refuses header types of other tokens', async () => {
    for (const typ of ['JWT', 'logout+jwt', 'AT+JWT', 'application/at+jwt', undefined]) await refuses(await issuer.token({}, { typ }));
  });

  it('refuses text that is no token', async () => {
    const good = await issuer.token();
    const [header = '', claims = '', signature = ''] = good.split('.');
    for (const text of [
      '',
      'x',
      'a.b',
      'a.b.c',
      `${good}.x`,
      `${header}.${claims}.`,
      `${header}.${claims}.${signature.slice(0, -4)}AAAA`,
      'x'.repeat(9000),
    ]) {
      await refuses(text);
    }
    await refuses(`${header}.${encode({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: 'subject-2' })}.${signature}`);
  });

  it('refuses a claim or header member named twice', async () => {
    const key = issuer.privateKey('first');
    const now = issuer.clock.seconds;
    const rest = `"iss":"${issuer.url}","azp":"client-1","aud":"tabularium-api","typ":"Bearer","jti":"j","iat":${now},"exp":${now + 60}`;
    const make = async (header: string, claims: string): Promise<string> => {
      const input = `${encode(header)}.${encode(claims)}`;
      const { KeyObject } = await import('node:crypto');
      return `${input}.${signBytes('sha256', Buffer.from(input), KeyObject.from(key)).toString('base64url')}`;
    };
    const header = '{"alg":"RS256","typ":"at+jwt","kid":"first"}';
    const quoted = String.raw`"note":"a \" quote, \"sub\": and a : colon","list":[{"sub":"x"}]`;
    await identity.verify(await make(header, `{"sub":"s",${quoted},${rest}}`));
    await refuses(await make(header, `{"sub":"s","sub":"admin",${rest}}`));
    await refuses(await make(header, `{"sub":"s","deep":{"a":1,"a" : 2},${rest}}`));
    await refuses(await make('{"alg":"RS256","typ":"at+jwt","kid":"first","kid":"first"}', `{"sub":"s",${rest}}`));
    await refuses(await make(header, `["sub",${now}]`));
  });

  it('S2, S11: refuses other algorithms and keys from the header without asking anybody', async () => {
    const jwk = { ...issuer.published[0] };
    const spki = await exportSPKI((await importJWK(jwk, 'RS256')) as Parameters<typeof exportSPKI>[0]);
    const claims = (await issuer.token()).split('.')[1] ?? '';
    const header = { typ: 'at+jwt', kid: 'invented' };
    const requests = issuer.seen.length;
    await refuses(`${encode({ ...header, alg: 'none' })}.${claims}.AAAA`);
    await refuses(
      await new SignJWT(JSON.parse(Buffer.from(claims, 'base64url').toString()))
        .setProtectedHeader({ ...header, alg: 'HS256' })
        .sign(Buffer.from(spki)),
    );
    await refuses(`${encode({ ...header, alg: 'RS512' })}.${claims}.AAAA`);
    await refuses(`${encode({ ...header, alg: ['RS256'] })}.${claims}.AAAA`);
    for (const kid of [undefined, '', 7, 'k'.repeat(129)]) await refuses(await issuer.token({}, { kid }));
    for (const extra of [{ jwk }, { jku: `${issuer.url}/evil` }, { x5u: `${issuer.url}/evil` }, { x5c: ['AAAA'] }, { zip: 'DEF' }]) {
      await refuses(await issuer.token({}, { ...header, ...extra }));
    }
    await refuses(`${encode({ ...header, alg: 'RS256', kid: 'first', crit: ['b64'], b64: false })}.${claims}.AAAA`);
    assert.equal(issuer.seen.length, requests);
    assert.equal(createPublicKey(spki).asymmetricKeyType, 'rsa'); // the HS256 key above was the real public key
  });

  it('S26: binds a token to a workspace only when claim and scope name the same one', async () => {
    const bound = { tenant_id: TENANT, scope: `files:read organization:${TENANT}` };
    assert.equal((await identity.verify(await issuer.token(bound))).tenantId, TENANT);
    const other = TENANT.replace('8a1b', '8a1c');
    await refuses(await issuer.token({ tenant_id: TENANT, scope: 'organization:*' }));
    await refuses(await issuer.token({ tenant_id: TENANT, scope: 'organization' }));
    await refuses(await issuer.token({ tenant_id: TENANT }));
    await refuses(await issuer.token({ tenant_id: other, scope: `organization:${TENANT}` }));
    await refuses(await issuer.token({ tenant_id: TENANT, scope: `organization:${TENANT} organization:${other}` }));
    await refuses(await issuer.token({ tenant_id: [TENANT], scope: `organization:${TENANT}` }));
    await refuses(await issuer.token({ scope: `organization:${TENANT}` }));
    await refuses(await issuer.token({ tenant_id: 'acme', scope: 'organization:acme' }));
  });

  it('refuses a key too short for RS256', async () => {
    const own = await Issuer.start();
    own.published.length = 0;
    const { generateKeyPairSync } = await import('node:crypto');
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    own.published.push({ ...short.publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' });
    await own.addKey('second');
    await assert.rejects(own.open().verify(await own.token()), { code: 'unauthenticated' });
    await own.open().verify(await own.token({}, { kid: 'second' }, 'second'));
    await own.stop();
  });
});
