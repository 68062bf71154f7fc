import { deflateSync } from 'node:zlib';
import { oneLine, onePage, rawPdf, stream } from './raw-pdf.ts';

/** Bytes that are no PDF at all; they only begin like one. */
export const garbage = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20_000, 'no page here. ')]);

/** A page tree whose second level leads back to the first. */
export const recursivePageTree = (): Buffer =>
  rawPdf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>',
  });

/** One page, and a page tree that claims to have very many. */
export const declaresPages = (count: number): Buffer =>
  rawPdf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Kids [3 0 R] /Count ${count} >>`,
    3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    4: oneLine('the only page'),
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  });

/** So many pages indeed, all with the same content. */
export function hasPages(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => index + 10);
  const pages = kids.map(
    (number) => [number, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources 3 0 R >>'] as const,
  );
  return rawPdf({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Kids [${kids.map((number) => `${number} 0 R`).join(' ')}] /Count ${count} >>`,
    3: '<< /Font << /F 5 0 R >> >>',
    4: oneLine('one of many'),
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Object.fromEntries(pages),
  });
}

/** Runs a script when it is opened, in readers that run scripts. */
export const opensWithScript = (): Buffer =>
  onePage(oneLine('with a script'), {
    catalog: '/OpenAction << /S /JavaScript /JS (while \\(true\\) app.alert\\("owned"\\);) >>',
  });

/** Carries another file inside. */
export const carriesFile = (): Buffer =>
  onePage(oneLine('with an attachment'), {
    catalog: '/Names << /EmbeddedFiles << /Names [(run.exe) 10 0 R] >> >>',
    objects: {
      10: '<< /Type /Filespec /F (run.exe) /EF << /F 11 0 R >> >>',
      11: stream(Buffer.from('MZ not really'), '/Type /EmbeddedFile'),
    },
  });

const FORMS_A_LEVEL = 10;

/** Content drawn from forms within forms, ten at each level: a few kilobytes that take 10^levels steps to read. */
export function formsWithinForms(levels: number): Buffer {
  const objects = Object.fromEntries(
    Array.from({ length: levels }, (_, level) => {
      const last = level === levels - 1;
      const content = last ? 'BT /F 1 Tf (x) Tj ET' : '/N Do '.repeat(FORMS_A_LEVEL);
      const resources = last ? '/Font << /F 5 0 R >>' : `/XObject << /N ${level + 11} 0 R >>`;
      return [level + 10, stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << ${resources} >>`)] as const;
    }),
  );
  return onePage(stream('/N Do '.repeat(FORMS_A_LEVEL)), { resources: '/XObject << /N 10 0 R >>', objects });
}

/** A content stream that unpacks to so many megabytes of one endless string. */
export function inflates(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.concat([Buffer.from('BT /F 12 Tf ('), Buffer.alloc(megabytes * 1024 * 1024, 'a')]));
  return onePage(stream(packed, '/Filter /FlateDecode'));
}

/** A content stream with so many characters of text, a hundred a line, all of them on the page. */
export function holdsText(characters: number): Buffer {
  const line = 'lorem ipsum '.repeat(9).slice(0, 100);
  const lines = Array.from({ length: Math.ceil(characters / 100) }, (_, index) => `1 0 0 1 20 ${10 + (index % 180)} Tm (${line}) Tj`);
  return onePage(stream(deflateSync(Buffer.from(`BT /F 4 Tf\n${lines.join('\n')}\nET`)), '/Filter /FlateDecode'));
}

/** Arrays within arrays, deeper than a recursive parser's stack. */
export const nestsArrays = (depth: number): Buffer => onePage(stream(`${'['.repeat(depth)}${']'.repeat(depth)} TJ`));

/** A text that holds a NUL character and half a surrogate pair, by way of a font that maps to them. */
export const writesNulls = (): Buffer =>
  onePage(oneLine('before\\001\\002after'), {
    objects: {
      5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 10 0 R >>',
      10: stream(
        'begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n2 beginbfchar <01> <0000> <02> <d800> endbfchar\n1 beginbfrange <41> <7a> <0041> endbfrange\nendcmap',
      ),
    },
  });
