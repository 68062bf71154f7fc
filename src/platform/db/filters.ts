import { invalidInput } from '../../core/errors.ts';
import type { SqlType } from './keyset.ts';

/**
 * One filter of a list: a column and an operator that may use an index under row-level security, which only LEAKPROOF ones
 * do: these comparisons of text, uuid, timestamptz, date, bool and whole numbers are; arrays, LIKE, jsonb and numeric are not.
 */
export interface Filter {
  readonly sql: string;
  /** `in` takes one value, several separated by commas, or an array. */
  readonly op: '=' | '>=' | '<=' | '>' | '<' | 'in';
  readonly type: SqlType;
  /** All there are, when they are few: what the contract's enum says. */
  readonly values?: readonly string[];
}

export interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

const MAX_VALUES = 50;

/** The conditions of the filters that are given, their values bound from `$first` on. Throws `invalid-request`. */
export function conditions(
  filters: Readonly<Record<string, Filter>>,
  given: readonly (readonly [string, unknown])[],
  first: number,
): Condition {
  const values: string[] = [];
  const parts = given.map(([name, value]) => {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (!filter) throw unknown(name, filters);
    const wanted = valuesOf(name, filter, value);
    const tests = wanted.map(
      (text) => `${filter.sql} ${filter.op === 'in' ? '=' : filter.op} $${first + values.push(text) - 1}::${filter.type}`,
    );
    return tests.length === 1 ? tests.join('') : `(${tests.join(' or ')})`;
  });
  return { sql: parts.map((part) => ` and ${part}`).join(''), values };
}

function valuesOf(name: string, filter: Filter, value: unknown): string[] {
  if (filter.op !== 'in') {
    if (Array.isArray(value)) throw invalidInput(name, `${name} takes one value.`);
    return [String(value)];
  }
  const several = Array.isArray(value) ? value.map(String) : String(value).split(',');
  if (several.length === 0 || several.length > MAX_VALUES) throw invalidInput(name, `${name} takes 1 to ${MAX_VALUES} values.`);
  return several;
}

function unknown(name: string, filters: Readonly<Record<string, Filter>>): Error {
  const known = Object.keys(filters);
  return invalidInput(
    name,
    `No filter ${JSON.stringify(name.slice(0, 50))}. ${known.length > 0 ? `Filters: ${known.join(', ')}.` : 'This list has none.'}`,
  );
}
