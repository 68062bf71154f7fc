import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceEnvironment } from '../../scripts/stack/services.ts';

test('API and worker get neither the secrets of the owner nor those of demo and tests, from wherever they come', (t) => {
  const secrets = ['DATABASE_OWNER_URL', 'DEMO_SUPERUSER_URL'];
  t.after(() => secrets.forEach((name) => delete process.env[name]));
  for (const name of secrets) process.env[name] = 'from the shell';
  const env = serviceEnvironment({ DATABASE_URL: 'app', DATABASE_OWNER_URL: 'owner', DEMO_ADA_PASSWORD: 'secret' });
  assert.deepEqual(
    Object.keys(env).filter((name) => name === 'DATABASE_OWNER_URL' || name.startsWith('DEMO_')),
    [],
  );
  assert.equal(env['DATABASE_URL'], 'app');
  assert.equal(env['PATH'], process.env['PATH']);
});
