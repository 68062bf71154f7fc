import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type ContentFacts, type ContentRequest, planContent } from '../../src/core/content-headers.ts';
import { Problem } from '../../src/core/errors.ts';

const facts: ContentFacts = {
  etag: '"abc"',
  lastModified: new Date('2026-03-02T09:30:00.700Z'),
  size: 10,
  sha256: createHash('sha256').update('x').digest('hex'),
  disposition: 'attachment; filename="a.zip"',
};
const sent = 'Mon, 02 Mar 2026 09:30:00 GMT';

const statusOf = (request: ContentRequest): number => planContent(request, facts).status;

test('S42: the whole, with everything a download needs', () => {
  assert.deepEqual(planContent({}, facts), {
    status: 200,
    headers: {
      ETag: '"abc"',
      'Last-Modified': sent,
      'Cache-Control': 'private, no-store',
      'Accept-Ranges': 'bytes',
      'Content-Disposition': 'attachment; filename="a.zip"',
      'Content-Length': 10,
      'Repr-Digest': `sha-256=:${createHash('sha256').update('x').digest('base64')}:`,
      'Content-Security-Policy': 'sandbox',
      'X-Content-Type-Options': 'nosniff',
    },
  });
  assert.ok(!('Repr-Digest' in planContent({}, { ...facts, sha256: null }).headers));
});

test('a range has its own length and the digest of the whole', () => {
  const plan = planContent({ range: 'bytes=2-5' }, facts);
  assert.equal(plan.status, 206);
  assert.deepEqual(plan.status === 206 && plan.range, { start: 2, end: 5 });
  assert.partialDeepStrictEqual(plan.headers, { 'Content-Length': 4, 'Content-Range': 'bytes 2-5/10', ETag: '"abc"' });
});

test('a range outside is refused and told the size', () => {
  assert.throws(
    () => planContent({ range: 'bytes=10-' }, facts),
    (error: unknown) =>
      error instanceof Problem && error.code === 'range-not-satisfiable' && error.headers['Content-Range'] === 'bytes */10',
  );
});

test('If-None-Match knows the tag, weak or in a list, and outranks If-Modified-Since', () => {
  for (const known of ['"abc"', 'W/"abc"', '"x", "abc"', '*']) assert.equal(statusOf({ 'if-none-match': known }), 304, known);
  for (const other of ['"abd"', 'abc', '']) assert.equal(statusOf({ 'if-none-match': other }), 200, other);
  assert.equal(statusOf({ 'if-none-match': '"abd"', 'if-modified-since': sent }), 200);
  assert.equal(statusOf({ 'if-none-match': '"abc"', range: 'bytes=99-' }), 304);
});

test('If-Modified-Since compares whole seconds and ignores what is no date', () => {
  assert.equal(statusOf({ 'if-modified-since': sent }), 304);
  assert.equal(statusOf({ 'if-modified-since': 'Mon, 02 Mar 2026 09:29:59 GMT' }), 200);
  assert.equal(statusOf({ 'if-modified-since': 'yesterday' }), 200);
});

test('If-Range lets a range pass only while the very same bytes are meant', () => {
  for (const same of ['"abc"', sent]) assert.equal(statusOf({ range: 'bytes=0-1', 'if-range': same }), 206, same);
  for (const other of ['"abd"', 'W/"abc"', 'Mon, 02 Mar 2026 09:30:01 GMT']) {
    assert.equal(statusOf({ range: 'bytes=0-1', 'if-range': other }), 200, other);
  }
  assert.equal(statusOf({ range: 'bytes=99-', 'if-range': '"abd"' }), 200);
});
