import { Problem } from '../../core/errors.ts';
import type { JobContext } from '../../platform/context.ts';
import { damagedSource } from './errors.ts';
import type { Progress } from './progress.ts';
import { type StoredEntry, snapshot } from './snapshot.ts';
import { checkedBytes, collect } from './source-bytes.ts';
import type { ZipEntry } from './zip-stream.ts';

const SMALL = 1024 * 1024;
const MANIFEST = 'manifest.json';

/**
 * What goes into the zip of a package: the files, then the manifest. At any time one source is read for the zip, and at most the next
 * one ahead, in whole, when it is small.
 */
export async function* zipEntries(ctx: JobContext, packageId: string, progress: Progress): AsyncGenerator<ZipEntry, void, undefined> {
  let ahead: Promise<ZipEntry> | undefined;
  for await (const entry of snapshot(ctx, packageId)) {
    const next = contentOf(ctx, entry, progress);
    next.catch(() => {}); // thrown when its turn comes
    if (ahead) {
      yield await ahead;
      progress.addFile(); // asked for the next one: it is written
    }
    ahead = next;
  }
  if (ahead) {
    yield await ahead;
    progress.addFile();
  }
  yield { name: MANIFEST, content: manifest(ctx, packageId) };
}

async function contentOf(ctx: JobContext, entry: StoredEntry, progress: Progress): Promise<ZipEntry> {
  const bytes = storedBytes(ctx, entry, progress);
  return { name: entry.name, content: entry.size <= SMALL ? await collect(bytes) : bytes };
}

/** Opened when the first byte is asked for, not before. */
async function* storedBytes(ctx: JobContext, entry: StoredEntry, progress: Progress): AsyncGenerator<Uint8Array, void, undefined> {
  const source = await ctx.platform.objects.read(entry.objectKey, { signal: ctx.signal }).catch((error: unknown) => {
    const missing = error instanceof Problem && error.code === 'not-found';
    throw missing ? damagedSource(entry.fileId, 'missing') : error;
  });
  yield* checkedBytes(source, entry, (count) => progress.addBytes(count));
}

/** What the package holds, as JSON: only what follows from the files, so that the same files make the same manifest. */
async function* manifest(ctx: JobContext, packageId: string): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from('{\n  "entries": [');
  let separator = '\n    ';
  for await (const { name, size, sha256, fileId, version } of snapshot(ctx, packageId)) {
    yield Buffer.from(separator + JSON.stringify({ name, size, sha256, fileId, version }));
    separator = ',\n    ';
  }
  yield Buffer.from('\n  ]\n}\n');
}
