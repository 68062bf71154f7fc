// CRC-32C (Castagnoli), reflected polynomial: what object stores use, and node:zlib does not offer.
const POLYNOMIAL = 0x82f63b78;
const SLICES = 16;
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** One table of 256 entries a slice, one after the other: entry `slice * 256 + byte`. */
function makeTables(): Int32Array {
  const tables = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables[byte] = crc;
  }
  for (let at = 256; at < tables.length; at += 1) {
    const previous = tables[at - 256] ?? 0;
    tables[at] = (previous >>> 8) ^ (tables[previous & 255] ?? 0);
  }
  return tables;
}

const TABLES = makeTables();

function byBytes(state: number, bytes: Uint8Array, from: number, to: number): number {
  let crc = state;
  for (let at = from; at < to; at += 1) crc = (crc >>> 8) ^ (TABLES[(crc ^ (bytes[at] as number)) & 255] as number);
  return crc;
}

/** Sixteen bytes a turn. The casts are for the compiler: every index is below the length, and a check a byte would halve the speed. */
function byWords(state: number, words: Int32Array): number {
  const t = TABLES;
  let crc = state;
  for (let at = 0; at < words.length; at += 4) {
    const a = (words[at] as number) ^ crc;
    const b = words[at + 1] as number;
    const c = words[at + 2] as number;
    const d = words[at + 3] as number;
    crc =
      (t[3840 + (a & 255)] as number) ^
      (t[3584 + ((a >>> 8) & 255)] as number) ^
      (t[3328 + ((a >>> 16) & 255)] as number) ^
      (t[3072 + (a >>> 24)] as number) ^
      (t[2816 + (b & 255)] as number) ^
      (t[2560 + ((b >>> 8) & 255)] as number) ^
      (t[2304 + ((b >>> 16) & 255)] as number) ^
      (t[2048 + (b >>> 24)] as number) ^
      (t[1792 + (c & 255)] as number) ^
      (t[1536 + ((c >>> 8) & 255)] as number) ^
      (t[1280 + ((c >>> 16) & 255)] as number) ^
      (t[1024 + (c >>> 24)] as number) ^
      (t[768 + (d & 255)] as number) ^
      (t[512 + ((d >>> 8) & 255)] as number) ^
      (t[256 + ((d >>> 16) & 255)] as number) ^
      (t[d >>> 24] as number);
  }
  return crc;
}

/**
 * CRC-32C of `bytes`, an unsigned 32-bit number. Pass the previous result to go on with a stream: `crc32c(b, crc32c(a))`.
 */
export function crc32c(bytes: Uint8Array, previous = 0): number {
  const start = ~previous;
  if (!LITTLE_ENDIAN) return ~byBytes(start, bytes, 0, bytes.length) >>> 0;
  const head = Math.min((4 - (bytes.byteOffset & 3)) & 3, bytes.length);
  const words = ((bytes.length - head) >>> 4) << 2;
  const middle = head + words * 4;
  let crc = byBytes(start, bytes, 0, head);
  if (words > 0) crc = byWords(crc, new Int32Array(bytes.buffer, bytes.byteOffset + head, words));
  return ~byBytes(crc, bytes, middle, bytes.length) >>> 0;
}
