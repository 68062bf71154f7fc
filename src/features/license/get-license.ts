import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { currentLicense } from './queries.ts';

/** The workspace's license as JSON text, with its entity tag. Throws as withFields. */
export async function getLicense(ctx: WorkspaceContext, fields: FieldChoice = {}): Promise<{ etag: string; body: string }> {
  const [body, revision] = (await read(ctx, withFields(currentLicense, fields)))[0] ?? [];
  if (!body || !revision) throw notFound('license');
  return { etag: etag(revision, body), body };
}
