import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { test } from 'node:test';
import { setting } from '../../support/environment.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, uploadOne } from './support.ts';

const TEXT = '0123456789abcdefghij';

async function stored(filename = 'ten.txt') {
  const workspace = await freshWorkspace();
  const file = await uploadOne(workspace.owner, await newDossier(workspace.owner), textFile(filename, TEXT));
  return { ...workspace, file, path: `/files/${file.id}/content` };
}

test('S42: the bytes come back as they were sent, as an attachment that nothing renders', async () => {
  const { owner, path } = await stored('Bericht "Ö".txt');
  const { bytes, headers } = await owner.get(path, { expect: 200 });
  const sha256 = createHash('sha256').update(TEXT);
  const digest = sha256.copy().digest('base64');
  assert.equal(bytes.toString(), TEXT);
  assert.equal(headers.etag, `"${sha256.digest('hex')}"`);
  assert.equal(headers['repr-digest'], `sha-256=:${digest}:`);
  assert.equal(headers['content-type'], 'text/plain');
  assert.equal(headers['content-length'], String(TEXT.length));
  assert.equal(headers['accept-ranges'], 'bytes');
  assert.match(String(headers['content-disposition']), /^attachment; filename=.*; filename\*=UTF-8''Bericht%20%22%C3%96%22\.txt$/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(String(headers['content-security-policy']), /^sandbox/);
  assert.equal(headers['cache-control'], 'private, no-store');
  assert.ok(!Number.isNaN(Date.parse(String(headers['last-modified']))));
});

test('HEAD tells the same without the bytes, and takes no range', async () => {
  const { owner, path } = await stored();
  const [got, head] = [await owner.get(path, { expect: 200 }), await owner.head(path, { expect: 200 })];
  for (const name of ['etag', 'repr-digest', 'content-type', 'content-length', 'accept-ranges', 'content-disposition', 'last-modified']) {
    assert.equal(head.headers[name], got.headers[name], name);
  }
  assert.equal(head.bytes.length, 0);
  const ranged = await owner.head(path, { headers: { range: 'bytes=0-1' }, expect: 200 });
  assert.equal(ranged.headers['content-length'], String(TEXT.length));
});

for (const [range, expected] of [
  ['bytes=0-0', '0'],
  ['bytes=5-9', '56789'],
  ['bytes=15-', 'fghij'],
  ['bytes=-3', 'hij'],
  ['bytes=-100', TEXT],
  ['bytes=18-1000', 'ij'],
] as const) {
  test(`${range} is answered with 206 and its part`, async () => {
    const { owner, path } = await stored();
    const { bytes, headers } = await owner.get(path, { headers: { range }, expect: 206 });
    assert.equal(bytes.toString(), expected);
    const start = TEXT.indexOf(expected);
    assert.equal(headers['content-range'], `bytes ${start}-${start + expected.length - 1}/${TEXT.length}`);
    assert.equal(headers['content-length'], String(expected.length));
  });
}

test('a range outside is 416 with the size; several, malformed and other units get the whole', async () => {
  const { owner, path } = await stored();
  for (const range of ['bytes=20-', 'bytes=100-200', 'bytes=-0']) {
    const { headers } = await owner.problem('range-not-satisfiable', 'GET', path, { headers: { range } });
    assert.equal(headers['content-range'], `bytes */${TEXT.length}`);
  }
  for (const range of ['bytes=0-1,3-4', 'bytes=9-3', 'lines=1-2', 'bytes=']) {
    assert.equal((await owner.get(path, { headers: { range }, expect: 200 })).bytes.toString(), TEXT, range);
  }
});

test('conditions: 304 by tag and by date, a range only while If-Range holds', async () => {
  const { owner, path } = await stored();
  const { headers } = await owner.get(path, { expect: 200 });
  const etag = String(headers.etag);
  const modified = String(headers['last-modified']);
  for (const [given, status] of [
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': `"x", W/${etag}` }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-none-match': '"x"', 'if-modified-since': modified }, 200],
    [{ 'if-modified-since': modified }, 304],
    [{ range: 'bytes=0-1', 'if-range': etag }, 206],
    [{ range: 'bytes=0-1', 'if-range': modified }, 206],
    [{ range: 'bytes=0-1', 'if-range': '"x"' }, 200],
    [{ range: 'bytes=0-1', 'if-range': `W/${etag}` }, 200],
  ] as const) {
    const answer = await owner.get(path, { headers: given });
    assert.equal(answer.status, status, JSON.stringify(given));
    if (status === 304) assert.equal(answer.headers.etag, etag);
  }
  await owner.head(path, { headers: { 'if-none-match': etag }, expect: 304 });
});

test('S36: content is for those who may read files, of their own workspace', async () => {
  const { path, file, ...workspace } = await stored();
  const elsewhere = await freshWorkspace();
  await (await workspace.as('READER')).get(path, { expect: 200 });
  await (await workspace.as('AUDITOR')).problem('role-too-low', 'GET', path);
  await elsewhere.owner.problem('not-found', 'GET', path);
  assert.equal((await elsewhere.owner.head(`/files/${file.id}/content`)).status, 404);
});

test('many callers who leave in the middle of a download leave the next one served', async () => {
  const { id: tenant, owner, ownerUser } = await freshWorkspace();
  const content = Buffer.alloc(8 * 1024 * 1024, 5);
  const file = await uploadOne(owner, await newDossier(owner), {
    name: 'file',
    filename: 'big.bin',
    contentType: 'application/octet-stream',
    content,
  });
  const url = `${setting('PUBLIC_URL')}/api/v1/files/${file.id}/content`;
  const headers = { authorization: `Bearer ${await ownerUser.token()}`, 'x-tenant-id': tenant };
  // more than the store's client has sockets
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(
      Array.from(
        { length: 10 },
        () =>
          new Promise<void>((resolve, reject) => {
            const outgoing = get(url, { headers, agent: false }, (answer) => {
              answer.once('data', () => {
                outgoing.destroy();
                resolve();
              });
              answer.on('error', () => undefined);
            });
            outgoing.once('error', reject);
          }),
      ),
    );
  }
  assert.ok((await owner.get(`/files/${file.id}/content`, { expect: 200 })).bytes.equals(content));
});
