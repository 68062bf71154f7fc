import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LinesRecord } from './layout.ts';

const CHUNK = 256 * 1024;
const NEWLINE = 0x0a;

/** Makes a file, of its owner's eyes only, whole or not at all: under another name until it is flushed. */
export async function writeWhole<T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.part`;
  const file = await open(draft, 'w', 0o600);
  let result: T;
  try {
    result = await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return result;
}

/** Writes lines of text as they come. */
export const writeLines = (path: string, lines: AsyncIterable<string>): Promise<LinesRecord> =>
  writeWhole(path, async (file) => {
    const hash = createHash('sha256');
    let rows = 0;
    let bytes = 0;
    let held = '';
    const flush = async (): Promise<void> => {
      const chunk = Buffer.from(held);
      held = '';
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    };
    for await (const line of lines) {
      held += `${line}\n`;
      rows += 1;
      if (held.length >= CHUNK) await flush();
    }
    await flush();
    return { rows, bytes, sha256: hash.digest('hex') };
  });

/** The lines of a file. Throws at its end when it is not what the record says. */
export async function* readLines(path: string, expected?: LinesRecord): AsyncGenerator<string, void, undefined> {
  const hash = createHash('sha256');
  let rows = 0;
  let begun: Buffer[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      rows += 1;
      yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString();
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (expected === undefined) return;
  if (rows !== expected.rows || hash.digest('hex') !== expected.sha256) throw new Error(`${path} is not what the backup's record says.`);
}
