import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import { findVersions } from '../files/index.ts';
import { entriesAfter } from './queries.ts';
import type { PackageEntry } from './types.ts';

const PAGE = 500;

/** An entry and where its bytes are. */
export interface StoredEntry extends PackageEntry {
  readonly objectKey: string;
}

interface EntryRow {
  readonly position: number;
  readonly name: string;
  readonly file_id: string;
  readonly version: number;
  readonly size: number;
  readonly sha256: string;
}

/** The entries of a package in the order of the zip, fetched by the page: a package may have very many. */
export async function* snapshot(ctx: JobContext, packageId: string): AsyncGenerator<StoredEntry, void, undefined> {
  let last = 0;
  for (;;) {
    const page = await inJob(ctx, async (tx) => {
      const rows = await tx.query<EntryRow>(entriesAfter, [packageId, last, PAGE]);
      const entries = rows.map(({ file_id: fileId, name, version, size, sha256 }) => ({ fileId, name, version, size, sha256 }));
      const versions = await findVersions(tx, entries);
      const keys = new Map(versions.map(({ fileId, version, objectKey }) => [`${fileId} ${version}`, objectKey]));
      last = rows.at(-1)?.position ?? last;
      return entries.map((entry) => ({ ...entry, objectKey: keyOf(keys, entry) }));
    });
    yield* page;
    if (page.length < PAGE) return;
  }
}

function keyOf(keys: ReadonlyMap<string, string>, { fileId, version }: PackageEntry): string {
  const key = keys.get(`${fileId} ${version}`);
  if (key === undefined) throw new Error(`version ${version} of file ${fileId} is in a package but not in the store`);
  return key;
}
