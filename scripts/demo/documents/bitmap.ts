import { crc32, deflateSync } from 'node:zlib';

/** A grey picture, one byte a pixel, 255 is white. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Seven rows of five dots for each character; a row is one digit of base 32. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhe',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hha4444',
  Z: 'v1248gv',
  0: 'ehjlphe',
  1: '4c4444e',
  2: 'eh1248v',
  3: 'v2421he',
  4: '26aiv22',
  5: 'vgu11he',
  6: '68guhhe',
  7: 'v124888',
  8: 'ehhehhe',
  9: 'ehhf12c',
  '.': '00000cc',
  '-': '000v000',
  ':': '0cc0cc0',
  '/': '01248g0',
}; // prettier to read as a table than one a line

/** A sheet of slightly uneven white, as from a scanner. */
export function blankScan(width: number, height: number): Bitmap {
  const pixels = new Uint8Array(width * height);
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = 250 - ((index * 2654435761) >>> 29);
  return { width, height, pixels };
}

/** Writes capital letters, digits and a little punctuation in dots of `dot` pixels; other characters are blanks. */
export function writeDots(bitmap: Bitmap, text: string, x: number, y: number, dot: number): void {
  for (let index = 0; index < text.length; index += 1) {
    const rows = GLYPHS[text.charAt(index)] ?? '0000000';
    for (let cell = 0; cell < 35; cell += 1) {
      const row = Math.floor(cell / 5);
      const inked = (Number.parseInt(rows.charAt(row), 32) >> (4 - (cell % 5))) & 1;
      if (inked) fill(bitmap, x + (index * 6 + (cell % 5)) * dot, y + row * dot, dot);
    }
  }
}

function fill({ width, height, pixels }: Bitmap, left: number, top: number, side: number): void {
  for (let y = top; y < Math.min(top + side, height); y += 1) pixels.fill(24, y * width + left, y * width + Math.min(left + side, width));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}

/** The picture as a PNG file. */
export function toPng({ width, height, pixels }: Bitmap): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8); // bits a pixel; colour type 0 is grey, and the rest is zero too
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter, 0
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
