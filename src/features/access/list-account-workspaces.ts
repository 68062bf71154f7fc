import type { AccountContext } from '../../platform/context.ts';
import { readOwn } from '../../platform/db/doors.ts';
import { type FieldChoice, withFields } from '../../platform/db/fields.ts';
import { ownWorkspaces } from './queries.ts';

interface Page {
  readonly limit?: number;
  readonly offset?: number;
}

/** The caller's workspaces by name, as the text of a list answer, with its `Link` header (empty on a single page). Throws as withFields. */
export async function listAccountWorkspaces(
  ctx: AccountContext,
  { limit = 50, offset = 0, ...fields }: Page & FieldChoice,
): Promise<{ body: string; link: string }> {
  const { userId, tenantId } = ctx.principal;
  const [row] = await readOwn(ctx, withFields(ownWorkspaces, fields), [userId, tenantId, limit, offset]);
  const [results = '[]', total = '0'] = row ?? [];
  const count = Number(total);
  const next = offset + limit < count ? pageUrl(ctx.url, limit, offset + limit) : null;
  const previous = offset > 0 ? pageUrl(ctx.url, limit, Math.max(0, offset - limit)) : null;
  const head = JSON.stringify({ count, countExact: true, next, previous }).slice(0, -1);
  return { body: `${head},"results":${results}}`, link: linkOf(next, previous) };
}

function pageUrl(url: URL, limit: number, offset: number): string {
  const page = new URL(url);
  page.searchParams.set('limit', String(limit));
  page.searchParams.set('offset', String(offset));
  return page.href;
}

const linkOf = (next: string | null, previous: string | null): string =>
  [next && `<${next}>; rel="next"`, previous && `<${previous}>; rel="prev"`].filter((link) => link !== null).join(', ');
