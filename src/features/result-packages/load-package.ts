import type { Tx } from '../../platform/db/database.ts';
import { etag } from '../../platform/db/etag.ts';
import { packageNotFound } from './errors.ts';
import { packageById } from './queries.ts';
import { isBusy, type PackageItem } from './types.ts';

/** What a row of `packageById` says. */
export const asItem = (id: string, body: string, revision: string | number, status: string): PackageItem => ({
  id,
  etag: etag(revision, body),
  body,
  busy: isBusy(status),
});

/** The package as this transaction sees it now. Throws `not-found`. */
export async function loadPackage(tx: Tx, id: string): Promise<PackageItem> {
  const row = await tx.one<{ body: string; revision: number; status: string }>(packageById, [id]);
  if (!row) throw packageNotFound();
  return asItem(id, row.body, row.revision, row.status);
}
