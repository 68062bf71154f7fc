import { Problem } from '../../core/errors.ts';
import type { AccountContext, WorkspaceContext } from '../context.ts';
import { type Count, Cursors, cursorKeys, type Place } from './cursor.ts';
import type { Statement, TextRow } from './database.ts';
import { read, readOwn } from './doors.ts';
import { chooseFields } from './fields.ts';
import { conditions } from './filters.ts';
import { parseSort, reversed } from './keyset.ts';
import { type ListRequest, parseListRequest } from './list-request.ts';
import { COUNTED, firstFilter, type ListDefinition, listStatement, type Start } from './list-statement.ts';

/** `body` is the JSON text of `{count, countExact, next, previous, results}`, `link` the value of the Link header ('' for none). */
export interface ListPage {
  readonly body: string;
  readonly link: string;
}

/** A list as data, for a room's queries.ts. */
export const defineList = (definition: ListDefinition): ListDefinition => Object.freeze(definition);

/**
 * One page of a list in the workspace. `query` holds limit, offset, cursor, sort, the choice of fields and the definition's
 * filters, checked by the contract; `values` are `$1` ... of the definition's `where`. Throws `invalid-request` naming the parameter, and as `read`.
 */
export const list = (
  ctx: WorkspaceContext,
  definition: ListDefinition,
  query: object,
  values: readonly unknown[] = [],
): Promise<ListPage> => page(ctx, ctx.workspaceId, (statement, all) => read(ctx, statement, all), definition, query, values);

/** The same over the caller's own rows, outside any workspace. Throws as `readOwn`. */
export const listOwn = (
  ctx: AccountContext,
  definition: ListDefinition,
  query: object,
  values: readonly unknown[] = [],
): Promise<ListPage> => page(ctx, ctx.principal.userId, (statement, all) => readOwn(ctx, statement, all), definition, query, values);

type Run = (statement: Statement, values: readonly unknown[]) => Promise<TextRow[]>;

async function page(
  ctx: AccountContext,
  scope: string,
  run: Run,
  definition: ListDefinition,
  query: object,
  values: readonly unknown[],
): Promise<ListPage> {
  const request = parseListRequest(query, definition.defaultSort);
  const shape = chooseFields(definition.shape, query);
  const order = parseSort(request.sort, definition.sorts, definition.id);
  const bound = [scope.toLowerCase(), definition.operationId, request.sort, request.filters, values];
  const cursors = new Cursors(cursorKeys(ctx.platform.settings.secrets), bound);
  const place = request.cursor === undefined ? undefined : cursors.open(request.cursor);
  const travel = place?.forward === false ? reversed(order) : order;
  const start = startOf(request);
  const filter = conditions(definition.filters, request.filters, firstFilter(order, values.length, start));
  const plan = { order: travel, forward: place?.forward !== false, start, limit: request.limit, taken: values.length, filter };
  const bounds = { first: [], offset: [request.offset], cursor: place?.keys ?? [] }[start];
  const rows = await run(listStatement(definition, plan, shape), [...values, ...bounds, ...filter.values]).catch((error: unknown) => {
    throw badValue(error, request) ?? error;
  });
  return present(ctx.url, rows[0] ?? [], request, place, cursors);
}

function startOf({ cursor, offset }: ListRequest): Start {
  if (cursor !== undefined) return 'cursor';
  return offset > 0 ? 'offset' : 'first';
}

/** Well-formed to the contract and still no value of the type: a day that no month has, a NUL in a text. */
function badValue(error: unknown, { filters }: ListRequest): Error | undefined {
  if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('22')) || filters.length === 0) return undefined;
  const detail = 'One of these filters has a value that cannot be compared.';
  return new Problem('invalid-request', {
    detail,
    errors: filters.map(([pointer]) => ({ pointer, code: 'invalid', detail })),
    cause: error,
  });
}

function present(url: URL, row: TextRow, request: ListRequest, place: Place | undefined, cursors: Cursors): ListPage {
  const [results = '', came, firstKeys, lastKeys, counted] = row;
  const more = Number(came) > request.limit;
  const count = place?.count ?? countOf(Number(counted));
  const forward = place?.forward !== false;
  const to = (ahead: boolean, keys: string | null | undefined): string | null =>
    keys ? withCursor(url, cursors.seal(ahead, keys, count)) : withCursor(url, null); // no row to stand beside: start again
  const behind = place !== undefined || request.offset > 0;
  const onward = more ? to(forward, lastKeys) : null;
  const back = behind ? to(!forward, firstKeys) : null;
  const [next, previous] = forward ? [onward, back] : [back, onward];
  const head = JSON.stringify({ count: count.count, countExact: count.exact, next, previous });
  return { body: `${head.slice(0, -1)},"results":[${results}]}`, link: linkHeader(next, previous) };
}

const countOf = (counted: number): Count => ({ count: Math.min(counted, COUNTED), exact: counted <= COUNTED });

function withCursor(url: URL, cursor: string | null): string {
  const there = new URL(url);
  there.searchParams.delete('offset');
  if (cursor === null) there.searchParams.delete('cursor');
  else there.searchParams.set('cursor', cursor);
  return there.href;
}

const linkHeader = (next: string | null, previous: string | null): string =>
  [next && `<${next}>; rel="next"`, previous && `<${previous}>; rel="prev"`].filter(Boolean).join(', ');
