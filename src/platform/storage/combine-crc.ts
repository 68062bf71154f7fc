// The CRC of two pieces of bytes, from the CRC of each: appending n bytes multiplies the first CRC by x^(8n) modulo the polynomial,
// and the second is added. Polynomials over two elements, bit 31 the coefficient of x^0.

/** A polynomial whose CRC is computed here, reflected. */
const CRC32 = 0xedb88320;
const CRC32C = 0x82f63b78;

const ONE = 0x80000000;

/** The product of two polynomials modulo `polynomial`. */
function multiply(a: number, b: number, polynomial: number): number {
  let product = 0;
  let factor = b;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product >>> 0;
}

/** x^(8 * bytes) modulo `polynomial`. */
function shift(bytes: number, polynomial: number): number {
  let square = 0x00800000; // x^8
  let result = ONE;
  for (let left = bytes; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(square, result, polynomial);
    square = multiply(square, square, polynomial);
  }
  return result;
}

/** A piece of bytes that is not looked at any more: its length and its two CRCs, unsigned 32-bit numbers. */
export interface Piece {
  readonly size: number;
  readonly crc32: number;
  readonly crc32c: number;
}

const append = (first: number, second: number, size: number, polynomial: number): number =>
  (multiply(shift(size, polynomial), first, polynomial) ^ second) >>> 0;

/** CRC-32C of pieces one after the other, from those of each; 0 for none. */
export const combineCrc32c = (pieces: readonly Omit<Piece, 'crc32'>[]): number =>
  pieces.reduce((crc, piece) => append(crc, piece.crc32c, piece.size, CRC32C), 0);

/** The same for CRC-32. */
export const combineCrc32 = (pieces: readonly Omit<Piece, 'crc32c'>[]): number =>
  pieces.reduce((crc, piece) => append(crc, piece.crc32, piece.size, CRC32), 0);
