/** One object's body by its number: dictionaries and streams as they stand in the file, between `obj` and `endobj`. */
export type RawObjects = Readonly<Record<number, string | Buffer>>;

/** A stream object with the right length. `entries` go into its dictionary. */
export const stream = (data: Buffer | string, entries = ''): Buffer => {
  const bytes = Buffer.from(data);
  return Buffer.concat([Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
};

/** A PDF file of these objects, with a sound cross-reference table; object 1 is the catalog. */
export function rawPdf(objects: RawObjects): Buffer {
  const numbers = Object.keys(objects).map(Number);
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n')];
  const offsets = new Map<number, number>();
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  for (const number of numbers) {
    offsets.set(number, length());
    parts.push(Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(objects[number] ?? ''), Buffer.from('\nendobj\n')]));
  }
  const start = length();
  const size = Math.max(...numbers) + 1;
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  parts.push(Buffer.from(`xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

interface PageParts {
  readonly resources?: string;
  readonly objects?: RawObjects;
  readonly catalog?: string;
}

/**
 * A PDF of one page with this content stream; `resources` are added to the page's, `catalog` to the catalog,
 * `objects` to the file, in place of numbers 1 to 5 or beside them.
 */
export function onePage(content: Buffer, { resources = '', objects = {}, catalog = '' }: PageParts = {}): Buffer {
  return rawPdf({
    1: `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> ${resources} >> >>`,
    4: content,
    5: FONT,
    ...objects,
  });
}

/** A content stream that writes one line of text. */
export const oneLine = (text: string): Buffer => stream(`BT /F 12 Tf 20 100 Td (${text}) Tj ET`);
