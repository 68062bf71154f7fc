import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { packageNotFound } from './errors.ts';
import { asItem } from './load-package.ts';
import { packageById } from './queries.ts';
import type { PackageItem } from './types.ts';

/** One package with its progress. Throws `not-found`, and as withFields. */
export async function getResultPackage(ctx: WorkspaceContext, id: string, fields: FieldChoice = {}): Promise<PackageItem> {
  const [body, revision, status] = (await read(ctx, withFields(packageById, fields), [id]))[0] ?? [];
  if (!body || !revision || !status) throw packageNotFound();
  return asItem(id, body, revision, status);
}
