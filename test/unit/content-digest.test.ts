import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { promisedSha256, requireDigest } from '../../src/core/content-digest.ts';

const hash = createHash('sha256').update('bytes');
const HEX = hash.copy().digest('hex');
const BASE64 = hash.digest('base64');
const OTHER = createHash('sha256').update('others').digest('base64');
const of = (header: string): Record<string, string> => ({ 'content-digest': header });

test('the SHA-256 is found among other algorithms and parameters, in either header', () => {
  for (const headers of [
    of(`sha-256=:${BASE64}:`),
    of(`sha-512=:AAAA:,\t sha-256=:${BASE64}: `),
    of(`sha-256=:${BASE64}:;by=me, md5=::`),
    of(`sha-256=:${OTHER}:, sha-256=:${BASE64}:`), // the last of two counts
    of(`sha-256=:${BASE64.replace('=', '')}:`),
    { 'repr-digest': `sha-256=:${BASE64}:` },
    { 'content-digest': `sha-256=:${BASE64}:`, 'repr-digest': `sha-256=:${BASE64}:` },
  ]) {
    assert.equal(promisedSha256(headers), HEX, JSON.stringify(headers));
  }
});

test('no SHA-256 is no promise', () => {
  for (const headers of [{}, of('sha-512=:AAAA:'), of('crc32c=:AAAAAA==:, md5=::')]) assert.equal(promisedSha256(headers), undefined);
  requireDigest(undefined, HEX);
});

test('what RFC 9530 does not allow is refused, naming the header', () => {
  for (const header of [
    '',
    BASE64,
    'sha-256',
    `sha-256=${BASE64}`,
    `sha-256="${BASE64}"`,
    `SHA-256=:${BASE64}:`,
    `sha-256=:${BASE64}:,`,
    `sha-256=:${BASE64.slice(4)}:`,
    'sha-256=::',
    'sha-256=:?:',
    `sha-256=:${BASE64}: x`,
  ]) {
    assert.throws(
      () => promisedSha256(of(header)),
      (fault: { code: string; errors: { pointer: string }[] }) => {
        assert.deepEqual([fault.code, fault.errors[0]?.pointer], ['invalid-request', 'Content-Digest'], header);
        return true;
      },
    );
  }
});

test('other bytes than promised, and two promises that disagree, are a mismatch', () => {
  requireDigest(HEX, HEX);
  assert.throws(() => requireDigest(HEX, '0'.repeat(64)), { code: 'digest-mismatch' });
  assert.throws(() => promisedSha256({ 'content-digest': `sha-256=:${BASE64}:`, 'repr-digest': `sha-256=:${OTHER}:` }), {
    code: 'digest-mismatch',
  });
});
