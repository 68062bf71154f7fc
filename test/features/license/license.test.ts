import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { freshWorkspace } from '../../support/workspace.ts';

describe('the license over HTTP', () => {
  it('is read by every role, with its usage', async () => {
    const home = await freshWorkspace({ capacityPages: 25 });
    for (const role of ['OWNER', 'MANAGER', 'MEMBER', 'READER', 'AUDITOR'] as const) {
      const client = await home.as(role, { scopes: ['license:read'] });
      const { body, headers } = await client.get<Record<string, unknown>>('/license', { expect: 200 });
      assert.deepEqual([body['capacityPages'], body['pagesUsed'], body['pagesRemaining']], [25, 0, 25]);
      await client.get('/license', { headers: { 'if-none-match': String(headers.etag) }, expect: 304 });
      const usage = await client.get<Record<string, unknown>>('/license/usage', {
        query: { startDate: '2026-01-01', endDate: '2026-12-31' },
        expect: 200,
      });
      assert.deepEqual(usage.body, {
        startDate: '2026-01-01',
        endDate: '2026-12-31',
        timeZone: 'UTC',
        granularity: 'MONTH',
        total: { files: 0, pages: 0, bytes: 0 },
        periods: [],
      });
    }
  });

  it('needs its scope, and days that exist', async () => {
    const home = await freshWorkspace();
    await (await home.as('OWNER', { scopes: ['files:read'] })).problem('insufficient-scope', 'GET', '/license');
    for (const query of [{ startDate: '2026-02-30' }, { endDate: 'yesterday' }, { startDate: '2026-02-02', endDate: '2026-02-01' }]) {
      const { body } = await home.owner.problem('invalid-request', 'GET', '/license/usage', { query });
      assert(
        body.errors?.some(({ pointer }) => /startDate|endDate/.test(pointer)),
        JSON.stringify(body),
      );
    }
  });
});
