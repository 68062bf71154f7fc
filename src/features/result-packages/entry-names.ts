import type { PackageEntry } from './types.ts';

/** A file to be packed. `folder` when several dossiers go into one package. */
export interface FileToName extends Omit<PackageEntry, 'name'> {
  readonly dossierId: string;
  readonly filename: string;
}

const MAX_BYTES = 240; // leaves room for ` (10000)` below the 255 bytes that file systems take
// what no system takes in a name, what turns the direction of text, and what is invisible
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff/\\:*?"<>|]/gu;
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i;

/** A name for one file or folder in a zip that every system can unpack: never empty, never a path. */
export function safeName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replaceAll(UNSAFE, '_')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '');
  if (clean === '') return '_';
  return shorten(DEVICE.test(clean) ? `_${clean}` : clean);
}

/**
 * The entries of a package: `original/<name>`, with a folder for each dossier when there are several. Names are unique whatever the
 * case ("invoice (2).pdf" for the second "Invoice.PDF"), and the same files always get the same names. Sorted by name.
 */
export function nameEntries(files: readonly FileToName[], dossierNames: ReadonlyMap<string, string>): PackageEntry[] {
  const dossierIds = [...new Set(files.map(({ dossierId }) => dossierId))].sort();
  const folders = uniqueNames(dossierIds.map((id) => dossierNames.get(id) ?? id));
  const entries = dossierIds.flatMap((dossierId, at) => {
    const folder = dossierIds.length > 1 ? `original/${folders[at]}` : 'original';
    const here = files.filter((file) => file.dossierId === dossierId).sort((a, b) => compare(a.fileId, b.fileId));
    const names = uniqueNames(here.map(({ filename }) => filename));
    return here.map(({ fileId, version, size, sha256 }, i) => ({ name: `${folder}/${names[i]}`, fileId, version, size, sha256 }));
  });
  return entries.sort((a, b) => compare(a.name, b.name));
}

/** The names made safe and, in the order given, unique. A name that is there as it is keeps precedence over a numbered one. */
export function uniqueNames(names: readonly string[]): string[] {
  const safe = names.map(safeName);
  const wanted = new Set(safe.map(fold));
  const given = new Set<string>();
  const counters = new Map<string, number>();
  return safe.map((name) => {
    const key = fold(name);
    if (!given.has(key)) {
      given.add(key);
      return name;
    }
    for (let n = counters.get(key) ?? 2; ; n += 1) {
      const numbered = withNumber(name, n);
      if (wanted.has(fold(numbered)) || given.has(fold(numbered))) continue;
      counters.set(key, n + 1);
      given.add(fold(numbered));
      return numbered;
    }
  });
}

/** What file systems that ignore case take for the same. */
const fold = (name: string): string => name.toUpperCase().toLowerCase().normalize('NFC');

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function withNumber(name: string, n: number): string {
  const { stem, extension } = split(name);
  return `${stem} (${n})${extension}`;
}

/** A file name without its last extension, and that extension with its dot. */
export function split(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 32 ? { stem: name.slice(0, dot), extension: name.slice(dot) } : { stem: name, extension: '' };
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const { stem, extension } = split(name);
  const room = MAX_BYTES - Buffer.byteLength(extension);
  // a cut in the middle of a character leaves U+FFFD at the end
  const cut = Buffer.from(stem)
    .subarray(0, room)
    .toString()
    .replace(/\ufffd+$/, '');
  return cut.trimEnd() + extension;
}
