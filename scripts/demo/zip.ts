import { createHash } from 'node:crypto';
import { openPromise } from 'yauzl';

/** One entry of a zip as it was read: its bytes counted and hashed. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** One line of a package's manifest. */
interface ManifestEntry extends ZipEntry {
  readonly fileId: string;
  readonly version: number;
}

export interface ReadZip {
  /** All but the manifest. */
  readonly entries: readonly ZipEntry[];
  readonly manifest: readonly ManifestEntry[];
}

const MANIFEST = 'manifest.json';

/** Reads a whole zip; yauzl checks its structure and each entry's size. */
export async function readZip(path: string): Promise<ReadZip> {
  const zip = await openPromise(path);
  const entries: ZipEntry[] = [];
  let manifest: readonly ManifestEntry[] | undefined;
  for await (const entry of zip.eachEntry()) {
    const hash = createHash('sha256');
    const kept: Buffer[] = [];
    let size = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes = chunk as Buffer;
      hash.update(bytes);
      size += bytes.length;
      if (entry.fileName === MANIFEST) kept.push(bytes);
    }
    if (entry.fileName === MANIFEST) manifest = (JSON.parse(Buffer.concat(kept).toString('utf8')) as { entries: ManifestEntry[] }).entries;
    else entries.push({ name: entry.fileName, size, sha256: hash.digest('hex') });
  }
  if (!manifest) throw new Error(`${path} has no ${MANIFEST}`);
  return { entries, manifest };
}

interface Expected {
  readonly size: number;
  readonly sha256: string;
}

/** What is wrong with a package: against its own manifest, and against the files it must hold, by their ids. */
export function faultsOf({ entries, manifest }: ReadZip, expected: ReadonlyMap<string, Expected>): readonly string[] {
  const inZip = new Map(entries.map((entry) => [entry.name, entry]));
  const faults = manifest.flatMap(({ name, size, sha256, fileId }) => {
    const entry = inZip.get(name);
    const original = expected.get(fileId);
    if (!entry) return [`${name} is in the manifest and not in the zip`];
    if (entry.size !== size || entry.sha256 !== sha256) return [`${name} is not what the manifest says`];
    if (!original) return [`${name} was not asked for`];
    return original.size === size && original.sha256 === sha256 ? [] : [`${name} is not the file on disk`];
  });
  const named = new Set(manifest.map(({ fileId }) => fileId));
  const missing = [...expected.keys()].filter((fileId) => !named.has(fileId)).map((fileId) => `file ${fileId} is missing`);
  const extra = entries.length === manifest.length ? [] : [`${entries.length} entries, ${manifest.length} in the manifest`];
  return [...faults, ...missing, ...extra];
}
