import { invalidInput } from '../../core/errors.ts';
import { FIELD_PARAMETERS } from './fields.ts';

/** What a caller asked of a list. */
export interface ListRequest {
  readonly limit: number;
  readonly offset: number;
  readonly cursor: string | undefined;
  readonly sort: string;
  /** Name and value of each filter, in the order of the names. */
  readonly filters: readonly (readonly [name: string, value: unknown])[];
}

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
const MAX_OFFSET = 10_000;
const NO_FILTERS = new Set<string>(['limit', 'offset', 'cursor', 'sort', ...FIELD_PARAMETERS]);

/** Throws `invalid-request`. The contract has checked types and ranges already; this holds for lists used without it. */
export function parseListRequest(query: object, defaultSort: string): ListRequest {
  const given = new Map<string, unknown>(Object.entries(query).filter(([, value]) => value !== undefined));
  const cursor = text('cursor', given.get('cursor'));
  if (cursor !== undefined && (given.get('offset') ?? 0) !== 0) throw invalidInput('offset', 'Give either cursor or offset, not both.');
  return {
    limit: whole('limit', given.get('limit') ?? DEFAULT_LIMIT, 1, MAX_LIMIT),
    offset: whole('offset', given.get('offset') ?? 0, 0, MAX_OFFSET),
    cursor,
    sort: text('sort', given.get('sort')) ?? defaultSort,
    filters: [...given].filter(([name]) => !NO_FILTERS.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function whole(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidInput(name, `${name} is a whole number from ${least} to ${most}.`);
}

function text(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw invalidInput(name, `${name} is given once, as text.`);
}
