/** Bytes `start` to `end`, both inclusive, as RFC 9110 counts them. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

const ONE_RANGE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/**
 * Reads a `Range` header against a size in bytes (RFC 9110, section 14.2).
 * undefined: answer with everything, because there is no header, or it is malformed, of another unit, or asks for several ranges
 * (a server may ignore those). 'unsatisfiable': answer 416.
 */
export function parseRange(header: string | undefined, size: number): ByteSpan | 'unsatisfiable' | undefined {
  const match = ONE_RANGE.exec(header ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first === '') return suffix(Number(last), size);
  const start = Number(first);
  const end = last === '' ? size - 1 : Number(last);
  if (last !== '' && end < start) return undefined; // malformed by definition, not unsatisfiable
  return start < size ? { start, end: Math.min(end, size - 1) } : 'unsatisfiable';
}

function suffix(length: number, size: number): ByteSpan | 'unsatisfiable' {
  return length > 0 && size > 0 ? { start: Math.max(size - length, 0), end: size - 1 } : 'unsatisfiable';
}

/** Number of bytes in a span. */
export const spanLength = (span: ByteSpan): number => span.end - span.start + 1;

/** Value of `Content-Range` for a span of a representation of `size` bytes. */
export const contentRange = (span: ByteSpan, size: number): string => `bytes ${span.start}-${span.end}/${size}`;
