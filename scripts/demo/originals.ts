import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';

/** A document on disk, measured without the API. */
export interface Original {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** All files below a folder, by path. */
export async function findOriginals(folder: string): Promise<readonly Original[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => ({ path: join(one.parentPath, one.name), name: one.name }));
  const measured = paths.map(async ({ path, name }) => ({ path, name, size: (await stat(path)).size, sha256: await sha256Of(path) }));
  return (await Promise.all(measured)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Pages of a PDF by another library than the API's own; undefined when that cannot tell. */
export async function countPages({ path }: Original): Promise<number | undefined> {
  try {
    return (await PDFDocument.load(await readFile(path), { updateMetadata: false, ignoreEncryption: true })).getPageCount();
  } catch {
    return undefined;
  }
}
