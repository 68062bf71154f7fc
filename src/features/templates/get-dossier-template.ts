import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { templateById } from './queries.ts';

/** One dossier template as JSON text, with its entity tag. Throws `not-found`, and as withFields. */
export async function getDossierTemplate(
  ctx: WorkspaceContext,
  templateId: string,
  fields: FieldChoice = {},
): Promise<{ etag: string; body: string }> {
  const [body, revision] = (await read(ctx, withFields(templateById, fields), [templateId]))[0] ?? [];
  if (!body || !revision) throw notFound('dossier template');
  return { etag: etag(revision, body), body };
}
