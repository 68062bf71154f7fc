import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { etag } from '../../platform/db/etag.ts';
import { currentLicense } from './queries.ts';

/** The workspace's license as JSON text, with its entity tag. */
export async function getLicense(ctx: WorkspaceContext): Promise<{ etag: string; body: string }> {
  const [body, revision] = (await read(ctx, currentLicense))[0] ?? [];
  if (!body || !revision) throw notFound('license');
  return { etag: etag(revision, body), body };
}
