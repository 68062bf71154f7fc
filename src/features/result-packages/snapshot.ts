import type { JobContext } from '../../platform/context.ts';
import { inJob } from '../../platform/db/doors.ts';
import { findVersions, type VersionFacts } from '../files/index.ts';
import { goneSource, sourceUnread } from './errors.ts';
import { entriesAfter } from './queries.ts';
import type { PackageEntry } from './types.ts';

const PAGE = 500;

/** An entry, where its bytes are, and what they must be by now. */
export interface StoredEntry extends PackageEntry {
  readonly objectKey: string;
  readonly sha256: string;
}

interface EntryRow {
  readonly position: number;
  readonly name: string;
  readonly file_id: string;
  readonly version: number;
  readonly size: number;
  readonly sha256: string | null;
}

/**
 * The entries of a package in the order of the zip, fetched by the page: a package may have very many. Throws UnusableSource when the
 * bytes of one are gone, and PutOff when nobody has read them yet.
 */
export async function* snapshot(ctx: JobContext, packageId: string): AsyncGenerator<StoredEntry, void, undefined> {
  let last = 0;
  for (;;) {
    const page = await inJob(ctx, async (tx) => {
      const rows = await tx.query<EntryRow>(entriesAfter, [packageId, last, PAGE]);
      const entries = rows.map(({ file_id: fileId, name, version, size, sha256 }) => ({ fileId, name, version, size, sha256 }));
      const versions = new Map((await findVersions(tx, entries)).map((facts) => [`${facts.fileId} ${facts.version}`, facts]));
      last = rows.at(-1)?.position ?? last;
      return entries.map((entry) => stored(entry, versions.get(`${entry.fileId} ${entry.version}`)));
    });
    yield* page;
    if (page.length < PAGE) return;
  }
}

function stored(entry: PackageEntry, facts: VersionFacts | undefined): StoredEntry {
  if (facts === undefined) throw new Error(`version ${entry.version} of file ${entry.fileId} is in a package but not in the store`);
  const { objectKey, sha256, fault } = facts;
  if (objectKey === null) throw goneSource(entry.fileId, fault);
  if (sha256 === null) throw sourceUnread(entry.fileId);
  return { ...entry, objectKey, sha256 };
}
