import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deriveKeys, sign, verify } from '../../../src/core/secrets.ts';
import { etag, revisionOf } from '../../../src/platform/db/etag.ts';
import { json, time } from '../../../src/platform/db/json.ts';
import { createDatabase } from '../../support/database.ts';

test('a shape is one JSON object: nested, nulls written, times in UTC with milliseconds, bigint as a number', async () => {
  const database = await createDatabase({ migrated: false });
  const shape = { id: 'r.id', size: 'r.size', none: 'r.none', at: time('r.at'), inner: { own: 'r.attributes', 'a b': `'x"y'` } };
  const from = `(select 7 as id, 9007199254740991::bigint as size, null::text as none, '2026-01-02T01:04:05.1+02:00'::timestamptz(3) as at, '{"k":null}'::jsonb as attributes) r`;
  const [row] = await database.query<{ body: string }>('superuser', `select ${json(shape)}::text as body from ${from}`);
  await database.drop();
  assert.deepEqual(JSON.parse(row?.body ?? ''), {
    id: 7,
    size: Number.MAX_SAFE_INTEGER,
    none: null,
    at: '2026-01-01T23:04:05.100Z',
    inner: { own: { k: null }, 'a b': 'x"y' },
  });
});

describe('an entity tag', () => {
  test('changes with the revision and with the body, and gives its revision back', () => {
    const tag = etag(3, '{"a":1}');
    assert.match(tag, /^"3\.[\w-]{16}"$/);
    assert.equal(new Set([tag, etag(4, '{"a":1}'), etag(3, '{"a":2}')]).size, 3);
    assert.equal(revisionOf(tag), '3');
    assert.equal(revisionOf(` ${tag} `), '3');
  });

  test('that is not ours names no revision', () => {
    for (const text of [
      '',
      '*',
      '"3"',
      'W/"3.aaaaaaaaaaaaaaaa"',
      '3.aaaaaaaaaaaaaaaa',
      '"x.aaaaaaaaaaaaaaaa"',
      '"3.aaaaaaaaaaaaaaaa", "4.aaaaaaaaaaaaaaaa"',
    ]) {
      assert.equal(revisionOf(text), undefined, text);
    }
  });
});

describe('a derived key', () => {
  const keys = deriveKeys(['new', 'old'], 'one use');

  test('signs with the first secret and verifies with all', () => {
    assert.ok(verify(keys, 'text', sign(keys, 'text')));
    assert.ok(verify(keys, 'text', sign(deriveKeys(['old'], 'one use'), 'text')));
    assert.ok(verify(keys, 'text', sign(keys, 'text').subarray(0, 16)));
    assert.deepEqual(sign(keys, 'text'), sign(deriveKeys(['new'], 'one use'), 'text'));
  });

  test('refuses another text, use or secret, and a signature too short to be one', () => {
    const good = sign(keys, 'text');
    assert.ok(!verify(keys, 'text2', good));
    assert.ok(!verify(deriveKeys(['new', 'old'], 'another use'), 'text', good));
    assert.ok(!verify(deriveKeys(['other'], 'one use'), 'text', good));
    for (const length of [0, 1, 15]) assert.ok(!verify(keys, 'text', good.subarray(0, length)));
    assert.ok(!verify(keys, 'text', Buffer.concat([good, good])));
  });
});
