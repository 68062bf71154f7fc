import assert from 'node:assert/strict';
import { fstatSync, readSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, test } from 'node:test';
import { withPrivateFile } from '../../../src/features/extraction/private-file.ts';

const { signal } = new AbortController();
const outer = process.env['TMPDIR'];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'private-'));
  process.env['TMPDIR'] = folder;
});

afterEach(async () => {
  if (outer === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = outer;
  await rm(folder, { recursive: true });
});

test('the bytes are behind the descriptor, and nowhere under a name', async () => {
  const seen = await withPrivateFile(Readable.from([Buffer.from('ab'), Buffer.from('cd')]), signal, async (fd) => {
    const bytes = Buffer.alloc(10);
    const count = readSync(fd, bytes, 0, 10, 0);
    return {
      text: bytes.toString('utf8', 0, count),
      mode: fstatSync(fd).mode & 0o777,
      links: fstatSync(fd).nlink,
      names: await readdir(folder),
    };
  });
  assert.deepEqual(seen, { text: 'abcd', mode: 0o600, links: 0, names: [] });
});

test('a source that breaks, a user that throws and an abort leave nothing behind', async () => {
  const breaks = Readable.from(
    (async function* () {
      yield Buffer.from('ab');
      throw new Error('torn');
    })(),
  );
  await assert.rejects(
    withPrivateFile(breaks, signal, async () => undefined),
    /torn/,
  );
  await assert.rejects(
    withPrivateFile(Readable.from([Buffer.from('ab')]), signal, () => Promise.reject(new Error('user'))),
    /user/,
  );
  await assert.rejects(
    withPrivateFile(Readable.from([Buffer.from('ab')]), AbortSignal.abort(), async () => undefined),
    { name: 'AbortError' },
  );
  assert.deepEqual(await readdir(folder), []);
});
