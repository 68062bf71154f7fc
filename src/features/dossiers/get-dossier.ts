import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import type { DossierItem } from './load-dossier.ts';
import { dossierById } from './queries.ts';

/** One dossier, trashed ones too, so that they can be looked at before they are restored. Throws `not-found`, and as withFields. */
export async function getDossier(ctx: WorkspaceContext, id: string, fields: FieldChoice = {}): Promise<DossierItem> {
  const [body, revision] = (await read(ctx, withFields(dossierById, fields), [id]))[0] ?? [];
  if (!body || !revision) throw notFound('dossier');
  return { id, etag: etag(revision, body), body };
}
