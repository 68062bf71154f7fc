import { create as contentDisposition } from 'content-disposition';
import { type ContentFacts, type ContentRequest, planContent } from '../../core/content-headers.ts';
import { notFound } from '../../core/errors.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { bytesGone, notReadYet } from './errors.ts';
import { contentById } from './queries.ts';

interface StoredContent {
  readonly key: string;
  readonly mediaType: string;
  readonly facts: ContentFacts;
}

/**
 * The bytes of a version, the current one unless named, whole or a range of them. Throws `not-found`, `not-ready`, `gone`,
 * `range-not-satisfiable`, and `unavailable` when the store is away.
 */
export async function getFileContent(ctx: WorkspaceContext, id: string, request: ContentRequest, version?: number) {
  const { key, mediaType: contentType, facts } = await findContent(ctx, id, version);
  const plan = planContent(request, facts);
  if (plan.status === 304) return plan;
  const { objects } = ctx.platform;
  if (plan.status === 200) return { ...plan, contentType, body: await objects.read(key, { signal: ctx.signal }) };
  const { status, headers, range } = plan;
  return { status, headers, contentType, body: await objects.read(key, { range, signal: ctx.signal }) };
}

/** What GET would say of the whole, without the bytes. Throws `not-found`, `not-ready`, `gone`. */
export async function headFileContent(ctx: WorkspaceContext, id: string, request: ContentRequest, version?: number) {
  const { mediaType, facts } = await findContent(ctx, id, version);
  const plan = planContent({ ...request, range: undefined }, facts);
  if (plan.status === 304) return plan;
  return { status: 200 as const, headers: { ...plan.headers, 'Content-Type': mediaType } };
}

async function findContent(ctx: WorkspaceContext, id: string, version: number | undefined): Promise<StoredContent> {
  const [key, size, sha256, filename, mediaType, storedAt, reason] = (await read(ctx, contentById, [id, version]))[0] ?? [];
  if (!filename || !mediaType) throw notFound(version === undefined ? 'file' : 'version of a file');
  if (!key) throw bytesGone(reason ?? null);
  if (!sha256) throw notReadYet();
  const facts = {
    etag: `"${sha256}"`,
    lastModified: new Date(Number(storedAt)),
    size: Number(size),
    sha256,
    disposition: contentDisposition(filename),
  };
  return { key, mediaType, facts };
}
