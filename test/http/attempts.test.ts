import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { setting } from '../support/environment.ts';
import type { Dossier, FileItem } from '../support/shapes.ts';
import { clientFor, freshWorkspace } from '../support/workspace.ts';

test('S17: a login without PKCE of a public client, or with the plain method, is refused', async () => {
  const query = { client_id: setting('DEMO_CLI_CLIENT_ID'), response_type: 'code', redirect_uri: setting('DEMO_CLI_REDIRECT_URI') };
  const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
  const start = async (more: Record<string, string>): Promise<{ status: number; error: string | null }> => {
    const sent = await clientFor().get('/auth/authorize', { query: { ...query, ...more } });
    if (sent.status !== 302) return { status: sent.status, error: 'refused by us' };
    const page = await fetch(String(sent.headers.location), { redirect: 'manual' });
    const back = page.headers.get('location');
    return { status: page.status, error: back === null ? null : new URL(back).searchParams.get('error') };
  };
  assert.deepEqual(await start({ code_challenge: challenge, code_challenge_method: 'S256' }), { status: 200, error: null });
  assert.equal((await start({})).error, 'invalid_request');
  for (const more of [{ code_challenge: challenge, code_challenge_method: 'plain' }, { code_challenge: challenge }]) {
    assert.match(String((await start(more)).error), /^(invalid_request|refused by us)$/, JSON.stringify(more));
  }
});

test('S18: a redirect address with user info, another host, scheme or a wildcard gets no code', async () => {
  const good = new URL(setting('DEMO_INTEGRATION_REDIRECT_URI'));
  const bad = [
    `http://user@${good.host}${good.pathname}`,
    `http://${good.host}@evil.example${good.pathname}`,
    `${good.origin}.evil.example${good.pathname}`,
    `https://${good.host}${good.pathname}`,
    `${good.origin}/*`,
    `${good.href}/..`,
    `${good.href}%2f..%2fx`,
    `${good.href}#fragment`,
    `javascript:alert(1)`,
    `//${good.host}${good.pathname}`,
  ];
  const start = async (redirect_uri: string): Promise<number> => {
    const query = { client_id: setting('DEMO_INTEGRATION_CLIENT_ID'), response_type: 'code', redirect_uri };
    const sent = await clientFor().get('/auth/authorize', { query });
    return sent.status === 302 ? (await fetch(String(sent.headers.location), { redirect: 'manual' })).status : sent.status;
  };
  assert.equal(await start(good.href), 200);
  for (const redirect of bad) assert.equal(await start(redirect), 400, redirect);
});

test('S41, S42: a name with slashes, drives, control characters or line breaks is cleaned or refused, and splits no header', async () => {
  const { owner } = await freshWorkspace();
  const dossier = (await owner.post<Dossier>('/dossiers', { json: { name: 'x' }, expect: 201 })).body.id;
  const text = { body: 'text', headers: { 'content-type': 'text/plain' } };
  for (const filename of [
    '../x.txt',
    '..\\x.txt',
    '/etc/passwd',
    'C:x.txt',
    'nul\u0000.txt',
    'a\r\nX-Evil: 1.txt',
    'a\nb.txt',
    'a"; filename="b.exe',
    'gpj.\u202etxt',
    'CON',
    'ü'.repeat(300),
    '\u2028x.txt',
  ]) {
    const sent = await owner.post<{ results: FileItem[] }>(`/dossiers/${dossier}/files`, { ...text, query: { filename } });
    if (sent.status === 400) continue;
    assert.equal(sent.status, 202, JSON.stringify(filename));
    const file = sent.body.results[0];
    assert.match(file?.filename ?? '', /^[^/\\\u0000-\u001f\u007f\u2028\u202e]+$/, JSON.stringify(filename));
    assert.ok(Buffer.byteLength(file?.filename ?? '') <= 255);
    const { headers, rawHeaders } = await owner.get(`/files/${file?.id}/content`, { expect: 200 });
    assert.match(
      String(headers['content-disposition']),
      /^attachment; filename=("([^"\\\r\n]|\\.)*"|[\w.-]+)(; filename\*=UTF-8''[\w.!#$&+^`|~%-]+)?$/,
    );
    assert.ok(!rawHeaders.some((header) => /^x-evil/i.test(header)));
  }
});
