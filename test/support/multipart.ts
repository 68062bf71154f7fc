import { randomBytes } from 'node:crypto';

/** One part of a form. A file has a filename; its text goes out as UTF-8. */
export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly filename?: string;
  readonly contentType?: string;
}

/** The body of a multipart/form-data request and the Content-Type that belongs to it. */
export function multipart(parts: readonly Part[]): { readonly contentType: string; readonly body: Buffer } {
  const boundary = `----test${randomBytes(12).toString('hex')}`;
  const pieces = parts.flatMap((part) => [Buffer.from(head(boundary, part)), Buffer.from(part.content), Buffer.from('\r\n')]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function head(boundary: string, part: Part): string {
  const filename = part.filename === undefined ? '' : `; filename="${escaped(part.filename)}"`;
  const type = part.contentType === undefined ? '' : `\r\nContent-Type: ${part.contentType}`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(part.name)}"${filename}${type}\r\n\r\n`;
}

/** As browsers do it (HTML, multipart/form-data encoding algorithm). */
const escaped = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
