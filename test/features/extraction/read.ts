import { Readable } from 'node:stream';
import type { Settings } from '../../../src/core/settings.ts';
import { type Confinement, findConfinement } from '../../../src/features/extraction/confinement.ts';
import { withPrivateFile } from '../../../src/features/extraction/private-file.ts';
import { type Reading, readDocument } from '../../../src/features/extraction/read-document.ts';

export const MIB = 1024 * 1024;

export const LIMITS: Settings['analysis'] = { maxBytes: 64 * MIB, maxMemoryBytes: 512 * MIB, maxSeconds: 60, maxPages: 2000 };

let confinement: Promise<Confinement> | undefined;

/** Reads a document as the worker does: through a private file, in a confined child. */
export async function read(bytes: Uint8Array, limits: Partial<Settings['analysis']> = {}): Promise<Reading> {
  confinement ??= findConfinement();
  const found = await confinement;
  const { signal } = new AbortController();
  return withPrivateFile(Readable.from([bytes]), signal, (fd) =>
    readDocument(fd, { limits: { ...LIMITS, ...limits }, confinement: found, signal }),
  );
}

/** The texts of the pages; throws when the document could not be read. */
export async function texts(bytes: Uint8Array): Promise<readonly string[]> {
  const reading = await read(bytes);
  if ('fault' in reading) throw new Error(`not read: ${reading.fault}`);
  return reading.pages.map((page) => page.text);
}
