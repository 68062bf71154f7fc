import { hash } from 'node:crypto';
import type { Statement } from './database.ts';
import type { Condition, Filter } from './filters.ts';
import { json, type Shape } from './json.ts';
import { after, type Order, orderBy, type SortColumn } from './keyset.ts';

/** A list of the API, as data. All SQL in it is ours; requests choose among its names. */
export interface ListDefinition {
  readonly operationId: string;
  readonly shape: Shape;
  readonly from: string;
  /** A condition, with `$1` ... for the values that the verb passes; `true` for none. */
  readonly where: string;
  /** The row's unique uuid, which breaks ties of every sort. */
  readonly id: string;
  readonly sorts: Readonly<Record<string, SortColumn>>;
  readonly defaultSort: string;
  readonly filters: Readonly<Record<string, Filter>>;
}

/** Rows are counted up to this many. */
export const COUNTED = 10_000;

/** What bounds the page: nothing, a number of rows to leave out, or the sort keys of the row beside it. */
export type Start = 'first' | 'offset' | 'cursor';

export interface Plan {
  /** In the direction of travel. */
  readonly order: Order;
  /** False when rows are taken from the far end and shown turned round. */
  readonly forward: boolean;
  readonly start: Start;
  /** A checked whole number, and part of the text: a plan made for any limit would read and sort all rows. */
  readonly limit: number;
  /** How many parameters stand before; then come the offset or the keys, then the filters' values. */
  readonly taken: number;
  readonly filter: Condition;
}

/** Number of the first parameter that the filters may use. */
export const firstFilter = (order: Order, taken: number, start: Start): number =>
  taken + 1 + { first: 0, offset: 1, cursor: order.length }[start];

// The server keeps a named statement, with its plan, as long as the connection: only texts of which there are few get a name.
const NAMED_LIMITS = [50, 200];
const named = new WeakMap<ListDefinition, Map<string, Statement>>();

/** The statement of one page; made once and named when it has all fields, one sort field, a usual limit, no filter and no offset. */
export function listStatement(definition: ListDefinition, plan: Plan, shape: Shape = definition.shape): Statement {
  const few = plan.filter.sql === '' && plan.order.length === 2 && plan.start !== 'offset' && NAMED_LIMITS.includes(plan.limit);
  if (!few || shape !== definition.shape) return { text: listText(definition, plan, shape) };
  const known = named.get(definition) ?? new Map<string, Statement>();
  named.set(definition, known);
  const form = [orderBy(plan.order), plan.forward, plan.start, plan.limit, plan.taken].join(' ');
  const found = known.get(form);
  if (found) return found;
  const text = listText(definition, plan, shape);
  const statement = { text, name: `list.${hash('sha256', text, 'base64url').slice(0, 22)}`, planOnce: true } as const;
  known.set(form, statement);
  return statement;
}

/**
 * SQL of one page, as one row: the items' JSON joined, how many came (one more than the limit is asked for), the sort keys of
 * the first and of the last row shown, and on a page without cursor the count.
 */
function listText(definition: ListDefinition, plan: Plan, shape: Shape): string {
  const { order, forward, start, limit, taken, filter } = plan;
  const where = `(${definition.where})${filter.sql}`;
  const offset = start === 'offset' ? `$${taken + 1}::int` : '0';
  const keys = `json_build_array(${order.map((_, index) => `x.k${index}`).join(', ')})`;
  return `select coalesce(string_agg(x.j, ',' order by x.n ${forward ? 'asc' : 'desc'}) filter (where x.n <= ${limit}), ''), count(*),
 (array_agg(${keys}) filter (where x.n = 1))[1]::text, (array_agg(${keys}) filter (where x.n = ${limit}))[1]::text,
 ${countOf(definition.from, where, plan)}
from (select ${json(shape)}::text as j, row_number() over (order by ${orderBy(order)}) - ${offset} as n, ${keyColumns(order)}
 from ${definition.from} where ${where}${start === 'cursor' ? ` and ${after(order, taken + 1)}` : ''}
 order by ${orderBy(order)} limit ${limit + 1} offset ${offset}) x`;
}

const keyColumns = (order: Order): string => order.map(({ sql }, index) => `${sql} as k${index}`).join(', ');

/** Counting costs more than a page: a first page that holds all is its own count, and a cursor carries it. */
function countOf(from: string, where: string, { start, limit }: Plan): string {
  const counted = `(select count(*) from (select from ${from} where ${where} limit ${COUNTED + 1}) c)`;
  if (start === 'cursor') return 'null';
  return start === 'offset' ? counted : `case when count(*) <= ${limit} then count(*) else ${counted} end`;
}
