import { hash, randomBytes } from 'node:crypto';

/**
 * A new UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, 74 random bits, lower case.
 * Ids sort by their time of making, which keeps index inserts at the right edge.
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return asUuid(bytes.toString('hex'));
}

/** The one id (UUIDv8) of these texts: the same texts, the same id. */
export function derivedId(...texts: readonly string[]): string {
  const hex = hash('sha256', JSON.stringify(texts));
  return asUuid(`${hex.slice(0, 12)}8${hex.slice(13, 16)}8${hex.slice(17)}`);
}

const asUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is a UUID in its canonical 36-character form. */
export const isUuid = (text: string): boolean => UUID.test(text);
