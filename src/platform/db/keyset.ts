import { invalidInput } from '../../core/errors.ts';

export type SqlType = 'timestamptz' | 'text' | 'uuid' | 'int8' | 'int4' | 'date' | 'bool';

/**
 * What may be sorted by: SQL of our own that is never null. For a column that may be, a stored generated key column stands in
 * its place (null as the smallest value): COALESCE in the query would never be an index condition under row-level security.
 */
export interface SortColumn {
  readonly sql: string;
  readonly type: SqlType;
}

type Ordered = SortColumn & { readonly descending: boolean };
/** An order of rows without ties: the columns asked for, then the id. */
export type Order = readonly Ordered[];

const MAX_FIELDS = 4;

/** `name` or `-name`, comma separated. The id follows the direction of the last one, as the indexes do. */
export function parseSort(text: string, sorts: Readonly<Record<string, SortColumn>>, id: string): Order {
  const refuse = (detail: string): never => {
    throw invalidInput('sort', `${detail} Sortable: ${Object.keys(sorts).join(', ')}; descending with a leading -.`);
  };
  const words = text.split(',', MAX_FIELDS + 1);
  const names = words.map((word) => word.replace(/^-/, ''));
  if (words.length > MAX_FIELDS) refuse(`At most ${MAX_FIELDS} fields.`);
  if (new Set(names).size < names.length) refuse('Each field only once.');
  const columns = words.map((word, index) => {
    const name = names[index] ?? '';
    const column = Object.hasOwn(sorts, name) ? sorts[name] : undefined;
    return column ? { ...column, descending: word.startsWith('-') } : refuse(`Cannot sort by ${JSON.stringify(name.slice(0, 50))}.`);
  });
  return [...columns, { sql: id, type: 'uuid', descending: columns.at(-1)?.descending ?? false }];
}

/** The same rows from the other end. */
export const reversed = (order: Order): Order => order.map((column) => ({ ...column, descending: !column.descending }));

export const orderBy = (order: Order): string => order.map(({ sql, descending }) => `${sql} ${descending ? 'desc' : 'asc'}`).join(', ');

/** Rows that come after the keys `$first, $first+1, ...`. As one row value where it can be, so that it is an index condition. */
export function after(order: Order, first: number): string {
  const [head, ...rest] = order;
  if (!head) return 'false';
  const beyond = head.descending ? '<' : '>';
  if (rest.every(({ descending }) => descending === head.descending)) {
    const keys = order.map(({ type }, index) => `$${first + index}::${type}`);
    return `(${order.map(({ sql }) => sql).join(', ')}) ${beyond} (${keys.join(', ')})`;
  }
  const key = `$${first}::${head.type}`;
  // the leading bound looks redundant: it is what an index can begin at
  return `${head.sql} ${beyond}= ${key} and (${head.sql} ${beyond} ${key} or (${after(rest, first + 1)}))`;
}
