import { fstatSync, readSync } from 'node:fs';

/** The whole document behind an open descriptor. Reads by position: the offset is shared with the process that wrote it. */
export function documentBytes(fd: number): Uint8Array {
  const bytes = new Uint8Array(fstatSync(fd).size);
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(fd, bytes, filled, bytes.length - filled, filled);
    if (count === 0) throw new Error('the document ended before its size');
    filled += count;
  }
  return bytes;
}
