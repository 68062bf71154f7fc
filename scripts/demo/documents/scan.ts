import { blankScan, toPng, writeDots } from './bitmap.ts';
import { A4, newSheet } from './sheet.ts';

/** A4 at 150 dots an inch. */
const WIDTH = 1240;
const HEIGHT = 1754;

/** A picture of a typed page, as PNG. */
export function makeScanPicture(lines: readonly string[]): Buffer {
  const bitmap = blankScan(WIDTH, HEIGHT);
  lines.forEach((line, index) => writeDots(bitmap, line, 110, 140 + index * 56, index === 0 ? 6 : 4));
  return toPng(bitmap);
}

/** A scanned page: one picture and no text layer. */
export async function makeScan(lines: readonly string[]): Promise<Uint8Array> {
  const sheet = await newSheet('Scan');
  const picture = await sheet.document.embedPng(makeScanPicture(lines));
  sheet.addPage().drawImage(picture, { x: 0, y: 0, width: A4.width, height: A4.height });
  return sheet.save();
}
