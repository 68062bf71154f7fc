import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { Client, type ProblemBody } from '../support/client.ts';
import { garbage } from '../support/documents/hostile.ts';
import { environment, setting } from '../support/environment.ts';
import type { Dossier, FileItem } from '../support/shapes.ts';
import { freshUser } from '../support/users.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { serve } from './serve.ts';
import { startServer } from './server-process.ts';

const LEAK = /select|insert|app\.\w+|secret|node_modules|\.ts\b|\bat .*:\d+|\/srv|Error:/i;

describe('what must stay inside', () => {
  it('S57: a forced 500 says nothing of the inside, and its requestId leads to the log line that does', async () => {
    const inside = new Error('insert into app.secret failed in /srv/app/src/secret.ts', { cause: new Error('password=secret') });
    const faults: unknown[] = [
      inside,
      'select secret',
      null,
      { status: 200, secret: true },
      Object.assign(new Error('secret'), { status: 400, type: 'x' }),
    ];
    const served = await serve({
      handlers: {
        getVersion: async () => {
          throw faults.shift();
        },
        getOpenApiYaml: async () => {
          const body = Readable.from(
            (async function* () {
              yield 'half of ';
              throw inside;
            })(),
          );
          return { status: 200, contentType: 'application/yaml', body };
        },
      },
    });
    try {
      const anybody = new Client({ baseUrl: served.baseUrl });
      for (let left = faults.length; left > 1; left -= 1) {
        const answer = await anybody.get<ProblemBody>('/version');
        assert.equal(answer.status, 500);
        assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
        assert.equal(answer.body.code, 'internal-error');
        assert.equal(answer.body.requestId, answer.headers['x-request-id']);
        assert.doesNotMatch(answer.bytes.toString(), LEAK);
        assert.match(served.log(), new RegExp(`"level":50.*${answer.body.requestId}`));
      }
      assert.match(served.log(), /insert into app\.secret/);
      await assert.rejects(anybody.get('/openapi.yaml'), { code: 'ECONNRESET' }, 'an answer that breaks is cut, not ended');
    } finally {
      await served.close();
    }
  });

  it('S57: no log holds a token, a password, a cookie or the name of a file, a dossier or a person, even at level debug', async () => {
    const [mark, server] = [`m${randomBytes(8).toString('hex')}`, await startServer({ LOG_LEVEL: 'debug' })];
    try {
      const { id, ownerUser } = await freshWorkspace();
      const token = await ownerUser.token();
      const secrets = await useEverything(`http://127.0.0.1:${server.port}/api/v1`, { tenant: id, token, mark });
      server.child.kill('SIGTERM');
      assert.equal(await server.ended, 0);
      const logs = ['api.log', 'worker.log'].map((name) => readFileSync(join(environment().home, 'logs', name), 'utf8'));
      assert.match(server.printed(), /"operationId":"uploadFiles"/);
      for (const secret of [...secrets, token, token.split('.')[2] ?? '', ownerUser.username, ownerUser.password, mark]) {
        assert.ok(secret.length > 8);
        for (const log of [...logs, server.printed()])
          assert.ok(!log.includes(secret), `a log holds ${secret}: ${log.slice(Math.max(0, log.indexOf(secret) - 300)).slice(0, 400)}`);
      }
    } finally {
      server.child.kill('SIGKILL');
    }
  });
});

/** Calls with secrets and names in every place that a log might copy; gives back those it got on the way. */
async function useEverything(
  baseUrl: string,
  { tenant, token, mark }: { readonly tenant: string; readonly token: string; readonly mark: string },
): Promise<string[]> {
  const client = new Client({ baseUrl, tenant, bearer: async () => token });
  const cookie = { cookie: `session=${mark}`, 'x-forwarded-for': mark, referer: `http://x/${mark}`, 'user-agent': mark };
  const person = await freshUser();
  const login = {
    grant_type: 'password',
    client_id: setting('DEMO_PASSWORD_CLIENT_ID'),
    client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET'),
    username: person.username,
  };
  await client.post('/auth/token', { form: { ...login, password: `${mark}-wrong` }, headers: { authorization: undefined } });
  const tokens = await client.post<{ access_token: string; refresh_token: string }>('/auth/token', {
    form: { ...login, password: person.password },
    headers: { ...cookie, authorization: undefined },
    expect: 200,
  });
  await client.get('/dossiers', { query: { access_token: token, [mark]: mark }, headers: cookie });
  await client.get('/dossiers', { headers: { authorization: `Bearer ${mark}.${mark}.${mark}` } });
  await client.post('/dossiers', { json: { name: mark, [mark]: mark } });
  await client.post('/dossiers', { body: `{"name": "${mark}`, headers: { 'content-type': 'application/json' } });
  const dossier = (await client.post<Dossier>('/dossiers', { json: { name: mark, description: mark }, headers: cookie, expect: 201 })).body;
  const files = `/dossiers/${dossier.id}/files`;
  const raw = { headers: { ...cookie, 'content-type': 'application/pdf' }, query: { filename: `${mark}.pdf`, title: mark } };
  const made = await client.post<{ results: FileItem[] }>(files, { ...raw, body: garbage(), expect: 202 });
  await client.post(files, { ...raw, body: `<html>${mark}` });
  await client.post(files, { ...raw, body: 'x', headers: { 'content-type': 'text/plain', 'content-encoding': mark } });
  const at = `/files/${made.body.results[0]?.id}`;
  await waitFor('the analysis', async () => (await client.get<FileItem>(at)).body.processingStatus === 'ERROR');
  await client.get(`${at}/content`, { expect: 200 });
  const wanted = await client.post<{ id: string }>(`/dossiers/${dossier.id}/result-packages`, {
    json: { filename: `${mark}.zip` },
    expect: 202,
  });
  await waitFor(
    'the package',
    async () => (await client.get<{ status: string }>(`/result-packages/${wanted.body.id}`)).body.status === 'READY',
  );
  return [tokens.body.access_token, tokens.body.refresh_token, person.password, person.username, login.client_secret];
}
