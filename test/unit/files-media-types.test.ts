import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { detectType, SAMPLE_BYTES, settleType } from '../../src/features/files/sniff-type.ts';
import { dealtWith } from '../support/hostile-text.ts';

const PDF = Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj', 'latin1');
const PNG = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080600000000000000', 'hex');
const EXE = Buffer.concat([Buffer.from('MZ\u0090\u0000\u0003\u0000', 'latin1'), Buffer.alloc(200)]);
const ELF = Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001', 'latin1'), Buffer.alloc(200)]);
const HTML = Buffer.from('\ufeff\n <!-- hi -->\n<!DOCTYPE html><html><script>alert(1)</script>');
const SVG = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const TEXT = Buffer.from('BMW Rechnung über 12 €\n');
const ZIP = zipOf('a.txt');
const OCTETS = 'application/octet-stream';

test('types are recognized by their bytes', async () => {
  assert.equal(await detectType(PDF), 'application/pdf');
  assert.equal(await detectType(PNG), 'image/png');
  assert.equal(await detectType(HTML), 'text/html');
  assert.equal(await detectType(SVG), 'image/svg+xml');
  assert.equal(await detectType(ZIP), 'application/zip');
  assert.equal(await detectType(TEXT), undefined);
  assert.equal(await detectType(Buffer.from([0, 1, 2])), undefined);
  assert.ok(await detectType(EXE));
  assert.ok(await detectType(ELF));
});

const REFUSED: readonly (readonly [what: string, sample: Buffer, declared: string | undefined, filename: string])[] = [
  ['a page as PDF', HTML, 'application/pdf', 'x'],
  ['a page as PDF by its name', HTML, OCTETS, 'x.pdf'],
  ['a drawing as PDF', SVG, 'application/pdf', 'x.pdf'],
  ['a drawing as PNG', SVG, 'image/png', 'x.png'],
  ['a program as PDF', EXE, 'application/pdf', 'x.pdf'],
  ['a program as PDF by its name', EXE, undefined, 'x.pdf'],
  ['a Linux program as picture', ELF, 'image/jpeg', 'x.jpg'],
  ['a picture as PDF', PNG, 'application/pdf', 'x.pdf'],
  ['a PDF as text', PDF, 'text/plain', 'x.txt'],
  ['a PDF as Word', PDF, 'application/msword', 'x.doc'],
  ['a page as Word', HTML, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'x'],
];
for (const [what, sample, declared, filename] of REFUSED) {
  test(`refused: ${what}`, () => assert.rejects(settleType(sample, declared, filename), { code: 'media-type-mismatch', status: 415 }));
}

const STORED: readonly (readonly [what: string, sample: Buffer, declared: string | undefined, filename: string, stored: string])[] = [
  ['a PDF that says so', PDF, 'application/pdf', 'x.pdf', 'application/pdf'],
  ['a PDF that says nothing', PDF, undefined, 'x', 'application/pdf'],
  ['a PDF as any bytes', PDF, OCTETS, 'x.pdf', 'application/pdf'],
  ['broken bytes as PDF', Buffer.from([1, 2, 3]), 'application/pdf', 'x.pdf', 'application/pdf'],
  ['text as PDF: nothing recognized', TEXT, 'application/pdf', 'x.pdf', 'application/pdf'],
  ['a letter to BMW', TEXT, 'text/plain', 'x.txt', 'text/plain'],
  ['text that says nothing', TEXT, undefined, 'x', 'text/plain'],
  ['a table that says nothing', Buffer.from('a;b\n1;2\n'), undefined, 'x.csv', 'text/csv'],
  ['a page that says so', HTML, 'text/html', 'x.html', 'text/html'],
  ['markup sent as text', HTML, 'text/plain', 'x.txt', 'text/plain'],
  ['markup under the name of text', HTML, undefined, 'x.txt', 'text/plain'],
  ['an unknown type', Buffer.from([0, 1, 2]), 'application/x-acme', 'x.acme', 'application/x-acme'],
  ['any bytes', Buffer.from([0, 1, 2]), undefined, 'x.bin', OCTETS],
  [
    'an office file of which only the container is seen',
    ZIP,
    'application/vnd.oasis.opendocument.text',
    'x.odt',
    'application/vnd.oasis.opendocument.text',
  ],
  ['another name of JPEG', Buffer.from('ffd8ffe000104a46494600010100', 'hex'), 'image/jpg', 'x.jpg', 'image/jpg'],
];
for (const [what, sample, declared, filename, stored] of STORED) {
  test(`stored as ${stored}: ${what}`, async () => assert.equal(await settleType(sample, declared, filename), stored));
}

test('what may stand before markup is passed over, however much of it and in whatever order', async () => {
  const before = `\ufeff <?xml version="1.0"?>\n${'<!-- a --><!---->\n'.repeat(2)}`;
  assert.equal(await detectType(Buffer.from(`${before}<!DOCTYPE svg PUBLIC "x">${before.slice(1)}<svg>`)), 'image/svg+xml');
  assert.equal(await detectType(Buffer.from(`${before}<!doctype html>`)), 'text/html');
  assert.equal(await detectType(Buffer.from(`${before}words and then <svg>`)), undefined);
});

test('S43: the type is looked for in any text in bounded work: nothing before markup makes it try again from the start', async () => {
  const endings: readonly (readonly [unit: string, end: string])[] = [
    ['<!---->', 'x'],
    ['<!--', ''],
    ['<!-- -->\n \t', '<'],
    ['<?xml >', '<svgx'],
    ['<?xml', ''],
    ['<!doctype svg>', 'x'],
    ['<!doctype svg', ''],
    [' ', '<!doctype'],
  ];
  const texts = endings.map(([unit, end]) => ({ unit, times: Math.floor((SAMPLE_BYTES - end.length) / unit.length), end }));
  const finished = await dealtWith(new URL('../../src/features/files/sniff-type.ts', import.meta.url), 'detectType', 'bytes', texts);
  assert.deepEqual(
    finished,
    texts.map(({ unit }) => unit),
  );
});

/** A zip with one entry, as far as a sniffer looks. */
function zipOf(name: string): Buffer {
  const data = deflateRawSync(Buffer.from('hello'));
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(5, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
}
