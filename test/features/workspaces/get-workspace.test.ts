import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { clientFor, freshWorkspace } from '../../support/workspace.ts';

const READ = ['workspace:read'];

describe('the workspace', () => {
  it('is read by every role that is in it', async () => {
    const home = await freshWorkspace({ name: 'Büro Süd', timeZone: 'Europe/Zurich' });
    for (const role of ['OWNER', 'MANAGER', 'MEMBER', 'READER', 'AUDITOR'] as const) {
      const { body, headers } = await (await home.as(role, { scopes: READ })).get<Record<string, unknown>>('/workspace', { expect: 200 });
      assert.deepEqual([body['id'], body['name'], body['state'], body['timeZone']], [home.id, 'Büro Süd', 'ACTIVE', 'Europe/Zurich']);
      assert.match(String(headers.etag), /^"1\.[\w-]{16}"$/);
    }
  });

  it('needs its scope, and says which', async () => {
    const home = await freshWorkspace();
    const { headers } = await (await home.as('OWNER', { scopes: ['files:read'] })).problem('insufficient-scope', 'GET', '/workspace');
    assert.match(String(headers['www-authenticate']), /error="insufficient_scope", scope="workspace:read"/);
  });

  it('S33: is closed at once to a member who was removed and to everybody while it is suspended', async () => {
    const home = await freshWorkspace();
    const member = await home.user('MEMBER');
    const client = clientFor(() => member.token(READ), home.id);
    await client.get('/workspace', { expect: 200 });
    await home.removeMember(member);
    await client.problem('workspace-forbidden', 'GET', '/workspace');
    await home.addMember(member, 'READER');
    await client.get('/workspace', { expect: 200 });
    await home.setState('SUSPENDED');
    await client.problem('workspace-forbidden', 'GET', '/workspace');
    await home.owner.problem('workspace-forbidden', 'GET', '/workspace');
    await home.setState('ACTIVE');
    await home.owner.get('/workspace', { expect: 200 });
  });
});
