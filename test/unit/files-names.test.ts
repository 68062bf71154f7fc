import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanFilename } from '../../src/features/files/name-file.ts';
import { dealtWith } from '../support/hostile-text.ts';

const CLEANED: readonly (readonly [given: string, stored: string])[] = [
  ['report.pdf', 'report.pdf'],
  ['../x.pdf', 'x.pdf'],
  ['..\\x.pdf', 'x.pdf'],
  ['/etc/passwd', 'passwd'],
  ['C:\\Users\\anna\\x.pdf', 'x.pdf'],
  ['C:x.pdf', 'x.pdf'],
  ['a\u0000b.pdf', 'ab.pdf'],
  ['a\r\nSet-Cookie: b.pdf', 'aSet-Cookie: b.pdf'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['\u2067x\u2069.pdf', 'x.pdf'],
  ['CON', '_CON'],
  ['con.pdf', '_con.pdf'],
  ['LPT1.txt', '_LPT1.txt'],
  ['contract.pdf', 'contract.pdf'],
  ['  spaced .pdf  ', 'spaced .pdf'],
  ['dots...', 'dots'],
  ['Prüfbericht „Ö“ 日本.pdf', 'Prüfbericht „Ö“ 日本.pdf'],
  ['u\u0308ber.pdf', 'über.pdf'],
  ['say "hello".pdf', 'say "hello".pdf'],
  ['lone\ud800.pdf', 'lone.pdf'],
  ['.gitignore', '.gitignore'],
];
for (const [given, stored] of CLEANED) {
  test(`the name ${JSON.stringify(given)} is stored as ${stored}`, () => assert.equal(cleanFilename(given), stored));
}

for (const given of [undefined, '', ' ', '/', '..', '.', '...', '../..', 'a/', '\u0000', '\u202e', 'C:', '\r\n']) {
  test(`no name is left of ${JSON.stringify(given)}`, () => {
    assert.throws(() => cleanFilename(given), { code: 'filename-invalid', status: 400 });
  });
}

test('a name of 300 bytes is cut to 255, keeps its extension and tears no character', () => {
  assert.equal(cleanFilename(`${'a'.repeat(300)}.pdf`), `${'a'.repeat(251)}.pdf`);
  assert.equal(cleanFilename(`${'ü'.repeat(200)}.pdf`), `${'ü'.repeat(125)}.pdf`);
  assert.equal(cleanFilename(`${'日'.repeat(100)}.docx`), `${'日'.repeat(83)}.docx`);
  assert.equal(cleanFilename(`x.${'y'.repeat(300)}`).length, 255);
});

test('S41: a name costs no more work the longer it is, for only the end of its path is looked at', async () => {
  const texts = ['.', ' .', '\u0316\u0301'].map((unit) => ({ unit, times: 2_000_000, end: 'x' }));
  const finished = await dealtWith(new URL('../../src/features/files/name-file.ts', import.meta.url), 'cleanFilename', 'text', texts);
  assert.deepEqual(
    finished,
    texts.map(({ unit }) => unit),
  );
  assert.equal(cleanFilename(`${'folder/'.repeat(1000)}x.pdf`), 'x.pdf');
});

test('S41: whatever is sent, the stored name is 1 to 255 bytes, one component, seen as it is, and is not changed a second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      let name: string;
      try {
        name = cleanFilename(given);
      } catch {
        return;
      }
      const bytes = Buffer.byteLength(name);
      assert.ok(bytes >= 1 && bytes <= 255);
      assert.doesNotMatch(name, /[\p{Cc}/\\\u202a-\u202e\u2066-\u2069]/u);
      assert.ok(name !== '.' && name !== '..');
      assert.equal(cleanFilename(name), name);
    }),
    { numRuns: 2000 },
  );
});
