import type { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { type ContentFacts, type ContentPlan, type ContentRequest, planContent } from '../../core/content-headers.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { read } from '../../platform/db/doors.ts';
import { expired, notReady, packageNotFound } from './errors.ts';
import { packageContent } from './queries.ts';

const contentType = 'application/zip';
const TRUE = 't';

interface ReadyContent {
  readonly key: string;
  readonly facts: ContentFacts;
}

type WithBody<P> = P extends { status: 304 } ? P : P & { readonly contentType: string; readonly body: Readable };

/** The zip, whole or a range. Throws `not-found`, `not-ready`, `gone`, `range-not-satisfiable`, `unavailable`. */
export async function getContent(ctx: WorkspaceContext, id: string, request: ContentRequest): Promise<WithBody<ContentPlan>> {
  const { key, facts } = await findContent(ctx, id);
  const plan = planContent(request, facts);
  if (plan.status === 304) return plan;
  const range = plan.status === 206 ? { range: plan.range } : {};
  const body = await ctx.platform.objects.read(key, { ...range, signal: ctx.signal });
  return { ...plan, contentType, body };
}

/** What GET would say of the whole, without the bytes. Throws `not-found`, `not-ready`, `gone`. */
export async function headContent(ctx: WorkspaceContext, id: string, request: ContentRequest) {
  const plan = planContent({ ...request, range: undefined }, (await findContent(ctx, id)).facts);
  if (plan.status === 304) return plan;
  return { status: 200 as const, headers: { ...plan.headers, 'Content-Type': contentType } };
}

async function findContent(ctx: WorkspaceContext, id: string): Promise<ReadyContent> {
  const [status, reason, key, size, sha256, filename, readyAt, isOver] = (await read(ctx, packageContent, [id]))[0] ?? [];
  if (!status || !filename) throw packageNotFound();
  // the job that expires it may come a moment late
  if (status === 'EXPIRED' || (status === 'READY' && isOver === TRUE)) throw expired();
  if (!key || !sha256) throw notReady(status, reason ?? null);
  const facts = {
    etag: `"${sha256}"`,
    lastModified: new Date(Number(readyAt)),
    size: Number(size),
    sha256,
    disposition: contentDisposition(filename),
  };
  return { key, facts };
}
