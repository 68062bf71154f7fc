import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ConfigError, loadConfig, SETTINGS } from '../../src/config.ts';
import { MAX_OBJECT_BYTES } from '../../src/platform/storage/part-buffer.ts';

const COMPLETE = {
  DATABASE_URL: 'postgresql://app@127.0.0.1/x',
  DATABASE_SYSTEM_URL: 'postgresql://system@127.0.0.1/x',
  S3_BUCKET: 'bucket',
  S3_ACCESS_KEY_ID: 'key',
  S3_SECRET_ACCESS_KEY: 'secret',
  OIDC_ISSUER: 'http://127.0.0.1:1/realms/tabularium',
  OIDC_TOKEN_CLIENTS: 'one, two',
  OIDC_LOGIN_CLIENTS: 'one',
  OIDC_PROVISIONER_CLIENT_SECRET: 'secret',
  TABULARIUM_SECRETS: 'a'.repeat(32),
};

describe('the configuration', () => {
  it('is documented setting by setting, in its order and in its words', () => {
    const page = readFileSync(new URL('../../docs/operations/settings.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `([A-Z0-9_]+)` \| (.*?) \| (.*) \|$/gm)].map(([, name, preset, about]) => ({
      name,
      preset,
      about,
    }));
    const expected = Object.entries(SETTINGS).map(([name, { schema, about }]) => {
      const preset = schema.safeParse(undefined);
      const shown = preset.success && !Array.isArray(preset.data) && preset.data !== undefined ? `\`${String(preset.data)}\`` : '';
      return { name, preset: preset.success ? shown : '**required**', about };
    });
    assert.deepEqual(rows, expected);
  });

  it('reports every fault at once, each with its variable and what it is for', () => {
    assert.throws(
      () => loadConfig({ ...COMPLETE, DATABASE_URL: 'mysql://x', S3_BUCKET: '', TABULARIUM_SECRETS: 'short', UPLOAD_MAX_BYTES: '1.5' }),
      (error: Error) => {
        assert.ok(error instanceof ConfigError);
        for (const name of ['DATABASE_URL', 'S3_BUCKET', 'TABULARIUM_SECRETS', 'UPLOAD_MAX_BYTES'])
          assert.match(error.message, new RegExp(`^ {2}${name}: .`, 'm'));
        assert.doesNotMatch(error.message, /OIDC_ISSUER/);
        return true;
      },
    );
  });

  it('never repeats the value of a faulty setting, which may be a secret', () => {
    assert.throws(
      () => loadConfig({ ...COMPLETE, TABULARIUM_SECRETS: 'hush-hush' }),
      (error: Error) => !error.message.includes('hush-hush'),
    );
  });

  it('an address that no caller can use asks for PUBLIC_URL, which is an origin; an IPv6 host makes a sound one', () => {
    for (const given of [
      { PUBLIC_HOST: '0.0.0.0' },
      { PUBLIC_HOST: '::' },
      { PUBLIC_PORT: '0' },
      { PUBLIC_URL: 'https://api.test/base' },
    ]) {
      assert.throws(() => loadConfig({ ...COMPLETE, ...given }), /^ {2}PUBLIC_URL: /m);
    }
    assert.equal(
      loadConfig({ ...COMPLETE, PUBLIC_HOST: '0.0.0.0', PUBLIC_URL: 'https://api.test/' }).settings.publicUrl,
      'https://api.test',
    );
    assert.equal(new URL(loadConfig({ ...COMPLETE, PUBLIC_HOST: '::1' }).settings.publicUrl).host, '[::1]:8080');
  });

  it('takes no larger upload than the store can hold as one object', () => {
    assert.equal(loadConfig({ ...COMPLETE, UPLOAD_MAX_BYTES: String(MAX_OBJECT_BYTES) }).settings.upload.maxBytes, MAX_OBJECT_BYTES);
    assert.throws(() => loadConfig({ ...COMPLETE, UPLOAD_MAX_BYTES: String(MAX_OBJECT_BYTES + 1) }), /^ {2}UPLOAD_MAX_BYTES: /m);
  });

  it('is frozen and splits lists', () => {
    const config = loadConfig(COMPLETE);
    assert.deepEqual(config.OIDC_TOKEN_CLIENTS, ['one', 'two']);
    assert.ok(Object.isFrozen(config) && Object.isFrozen(config.settings));
  });
});
