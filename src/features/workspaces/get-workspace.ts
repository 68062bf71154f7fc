import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { workspaceById } from './queries.ts';

/** The workspace that was entered, as JSON text with its entity tag. Throws as withFields. */
export async function getWorkspace(ctx: WorkspaceContext, fields: FieldChoice = {}): Promise<{ etag: string; body: string }> {
  const [body, revision] = (await read(ctx, withFields(workspaceById, fields), [ctx.workspaceId]))[0] ?? [];
  if (!body || !revision) throw notFound('workspace');
  return { etag: etag(revision, body), body };
}
