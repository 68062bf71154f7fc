import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPreferences } from '../../src/core/preferences.ts';

test('preferences are read as RFC 7240 writes them: names in any case, values quoted or not, parameters passed over', () => {
  const cases: [header: string, minimal: boolean, wait: number | undefined][] = [
    ['return=minimal', true, undefined],
    ['Return = "minimal"', true, undefined],
    ['return=minimal; foo="some parameter"', true, undefined],
    ['respond-async, wait=10', false, 10],
    ['wait=10, return=minimal', true, 10],
    ['wait="7";x, RETURN=minimal', true, 7],
    ['wait=0', false, 0],
    ['wait=31', false, 30],
    ['wait=999999999', false, 30],
    ['return=representation', false, undefined],
  ];
  for (const [header, minimal, wait] of cases) assert.deepEqual(readPreferences(header), { minimal, wait }, header);
});

test('what is unknown or malformed is not looked at, and of a name that comes twice the first counts', () => {
  for (const header of [
    undefined,
    '',
    ',',
    ';',
    'return',
    'return=Minimal',
    'return=minimalist',
    'wait',
    'wait=-1',
    'wait=1.5',
    'wait=ten',
    'wait=',
    'wait=1e3',
    'wait=9999999999999999999',
    'handling=lenient',
    '=minimal',
    'return=representation, return=minimal',
    `x=${'y'.repeat(10_000)}`,
  ]) {
    assert.deepEqual(readPreferences(header), { minimal: false, wait: undefined }, header);
  }
  assert.deepEqual(readPreferences(['wait=1', 'wait=2']), { minimal: false, wait: 1 });
});
