import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { contentRange, parseRange, spanLength } from '../../src/core/byte-range.ts';

const cases: readonly [header: string | undefined, size: number, expected: ReturnType<typeof parseRange>][] = [
  [undefined, 10, undefined],
  ['bytes=0-0', 10, { start: 0, end: 0 }],
  ['bytes=0-', 10, { start: 0, end: 9 }],
  ['bytes=9-', 10, { start: 9, end: 9 }],
  ['bytes=2-5', 10, { start: 2, end: 5 }],
  ['bytes=2-500', 10, { start: 2, end: 9 }],
  ['Bytes= 2-5 ', 10, { start: 2, end: 5 }],
  ['bytes=-3', 10, { start: 7, end: 9 }],
  ['bytes=-30', 10, { start: 0, end: 9 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=10-12', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'unsatisfiable'],
  ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
  ['bytes=0-99999999999999999999', 10, { start: 0, end: 9 }],
  // malformed, foreign or several: the whole is answered
  ['bytes=5-2', 10, undefined],
  ['bytes=-', 10, undefined],
  ['bytes=', 10, undefined],
  ['bytes=a-b', 10, undefined],
  ['bytes=0-1,3-4', 10, undefined],
  ['lines=0-1', 10, undefined],
  ['0-1', 10, undefined],
];

for (const [header, size, expected] of cases) {
  test(`Range ${header} of ${size} bytes`, () => assert.deepEqual(parseRange(header, size), expected));
}

test('a span knows its length and its Content-Range', () => {
  assert.equal(spanLength({ start: 2, end: 5 }), 4);
  assert.equal(contentRange({ start: 2, end: 5 }, 10), 'bytes 2-5/10');
});
