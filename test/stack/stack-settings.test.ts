import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { managedParts } from '../../scripts/stack/managed.ts';
import { instanceFolders } from '../../scripts/stack/paths.ts';
import { choosePort, isFree } from '../../scripts/stack/ports.ts';
import { isTornWrite } from '../../scripts/stack/s3.ts';
import { loadState, makeSecret } from '../../scripts/stack/state.ts';

test('with nothing given every part is embedded', () => {
  assert.deepEqual(managedParts({ DATABASE_URL: '' }), { database: undefined, objects: undefined, identity: undefined });
});

test('a given part passes its settings through and leaves the others embedded', () => {
  const given = { S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k', S3_SECRET_ACCESS_KEY: 's', S3_REGION: 'eu-1' };
  const managed = managedParts({ ...given, PATH: '/bin' });
  assert.deepEqual(managed.objects, given);
  assert.equal(managed.database, undefined);
});

test('every setting that is missing beside a given one is named at once', () => {
  assert.throws(
    () => managedParts({ DATABASE_URL: 'postgres://x', OIDC_ISSUER: 'https://id.example', OIDC_PROVISIONER_CLIENT_ID: 'p' }),
    (error: Error) =>
      /DATABASE_OWNER_URL and DATABASE_SYSTEM_URL/.test(error.message) && /OIDC_PROVISIONER_CLIENT_SECRET/.test(error.message),
  );
});

test('secrets stand unquoted in URLs, shells and property files, and differ', () => {
  const secrets = Array.from({ length: 200 }, () => makeSecret());
  for (const secret of secrets) assert.match(secret, /^[A-Za-z0-9]{24}$/);
  assert.equal(new Set(secrets).size, secrets.length);
});

test('a torn write is told from our keys and from the note of an open multipart upload', () => {
  const uuid = '9d596b0c-81bf-492e-9ff9-d9fc16cef024';
  assert.equal(isTornWrite(`original-${uuid}`), true);
  assert.equal(isTornWrite(`${uuid}-${uuid}`), true);
  assert.equal(isTornWrite(`.s3proxy-mpu-stub-${uuid}-${uuid}`), true);
  assert.equal(isTornWrite(uuid), false);
  assert.equal(isTornWrite('original'), false);
  assert.equal(isTornWrite(`.s3proxy-mpu-stub-${uuid}`), false);
  assert.equal(isTornWrite('original-1'), false);
});

test('a port that somebody listens on is not chosen', async () => {
  const port = await choosePort(new Set());
  const server = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  assert.equal(await isFree(port), false);
  await new Promise((resolve) => server.close(resolve));
});

test('an instance from before a port was needed gets it, and keeps all it had', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tabularium-state-'));
  try {
    const folders = { ...instanceFolders('old'), home, state: join(home, 'state.json'), s3: join(home, 's3') };
    const made = await loadState(folders);
    const { worker: _worker, ...ports } = made.ports;
    await writeFile(folders.state, JSON.stringify({ ...made, ports }));
    const loaded = await loadState(folders);
    assert.deepEqual({ ...loaded.ports, worker: 0 }, { ...made.ports, worker: 0 });
    assert.deepEqual(loaded.secrets, made.secrets);
    assert.ok(loaded.ports.worker > 0 && !Object.values(ports).includes(loaded.ports.worker));
    assert.deepEqual(await loadState(folders), loaded);
  } finally {
    await rm(home, { recursive: true });
  }
});

test('the name of an instance cannot lead out of the state folder', () => {
  for (const name of ['..', 'a/b', '', 'A', '-x']) assert.throws(() => instanceFolders(name), /no name/);
});
