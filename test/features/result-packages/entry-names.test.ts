import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { nameEntries, safeName, uniqueNames } from '../../../src/features/result-packages/entry-names.ts';

test('names that some system would not take are made safe', () => {
  const cases: Record<string, string> = {
    'Invoice März.pdf': 'Invoice März.pdf',
    '../../etc/passwd': '_.._etc_passwd',
    '..\\windows': '_windows',
    'C:evil.txt': 'C_evil.txt',
    'what? "this" <is> a|b*.txt': 'what_ _this_ _is_ a_b_.txt',
    'tab\tline\nnul\0.txt': 'tab_line_nul_.txt',
    'photo\u202egnp.exe': 'photo_gnp.exe',
    CON: '_CON',
    'com1.txt': '_com1.txt',
    'console.txt': 'console.txt',
    ' . trailing. . ': 'trailing',
    '...': '_',
    '': '_',
  };
  for (const [given, expected] of Object.entries(cases)) assert.equal(safeName(given), expected, JSON.stringify(given));
});

test('a long name keeps its extension and tears no character', () => {
  const name = safeName(`${'ä'.repeat(300)}.pdf`);
  assert.ok(Buffer.byteLength(name) <= 240);
  assert.match(name, /^ä+\.pdf$/);
});

test('the second of a name is numbered before its extension, whatever the case', () => {
  assert.deepEqual(uniqueNames(['invoice.pdf', 'Invoice.PDF', 'invoice.pdf', 'README', 'readme']), [
    'invoice.pdf',
    'Invoice (2).PDF',
    'invoice (3).pdf',
    'README',
    'readme (2)',
  ]);
});

test('a number that is taken already is skipped', () => {
  assert.deepEqual(uniqueNames(['a.txt', 'a.txt', 'a (2).txt', 'a (2).txt']), ['a.txt', 'a (3).txt', 'a (2).txt', 'a (2) (2).txt']);
});

test('any names become unique, safe and as many', () => {
  const alphabet = fc.constantFrom('a', 'A', 'ß', 'SS', 'İ', 'i', '.', ' ', '/', '(2)', ' (2)', '\u202e', 'é', 'e\u0301');
  fc.assert(
    fc.property(
      fc.array(
        fc.array(alphabet, { maxLength: 6 }).map((parts) => parts.join('')),
        { maxLength: 40 },
      ),
      (names) => {
        const unique = uniqueNames(names);
        assert.equal(unique.length, names.length);
        assert.equal(new Set(unique.map((name) => name.toUpperCase().toLowerCase())).size, names.length);
        for (const name of unique) assert.match(name, /^[^/\\:\p{Cc}]{1,255}$/u);
      },
    ),
  );
});

const file = (fileId: string, dossierId: string, filename: string) => ({ fileId, dossierId, filename, version: 1, size: 1, sha256: 'x' });

test('one dossier has no folder, several have one each, and the order given does not matter', () => {
  const [a, b, c] = [file('1', 'd1', 'x.txt'), file('2', 'd1', 'X.txt'), file('3', 'd2', 'x.txt')];
  const names = new Map([
    ['d1', 'Case'],
    ['d2', 'case'],
  ]);
  assert.deepEqual(
    nameEntries([b, a], names).map(({ name, fileId }) => [name, fileId]),
    [
      ['original/X (2).txt', '2'],
      ['original/x.txt', '1'],
    ],
  );
  const several = nameEntries([c, b, a], names).map(({ name }) => name);
  assert.deepEqual(several, ['original/Case/X (2).txt', 'original/Case/x.txt', 'original/case (2)/x.txt']);
});
