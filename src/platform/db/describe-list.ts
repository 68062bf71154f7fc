import type { WorkspaceContext } from '../context.ts';
import { read } from './doors.ts';
import { fieldNames } from './fields.ts';
import type { Filter } from './filters.ts';
import type { SqlType } from './keyset.ts';
import { DEFAULT_LIMIT, MAX_LIMIT } from './list-request.ts';
import type { ListDefinition } from './list-statement.ts';

/** What a collection takes. */
type Method = 'GET' | 'POST' | 'OPTIONS';

const ENTERED = { name: 'list.entered', text: 'select 1' };

const TYPES = {
  timestamptz: 'date-time',
  date: 'date',
  text: 'string',
  uuid: 'uuid',
  int8: 'integer',
  int4: 'integer',
  bool: 'boolean',
} as const satisfies Record<SqlType, string>;
const OPERATORS = { '=': 'eq', '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt', in: 'in' } as const satisfies Record<Filter['op'], string>;

/**
 * What may be asked of a list: the answer to OPTIONS on its collection, for those to whom the list would answer.
 * `own` are filters that the room itself takes, beside those of the definition. Throws as `read`.
 */
export async function describeList(
  ctx: WorkspaceContext,
  definition: ListDefinition,
  methods: readonly Method[],
  own: Readonly<Record<string, Omit<Filter, 'sql'>>> = {},
) {
  await read(ctx, ENTERED);
  const { shape, sorts, defaultSort, filters } = definition;
  const body = {
    methods: [...methods],
    limit: { default: DEFAULT_LIMIT, maximum: MAX_LIMIT },
    sort: { default: defaultSort, fields: Object.keys(sorts) },
    filters: Object.entries({ ...filters, ...own }).map(([name, { op, type, values = null }]) => ({
      name,
      operator: OPERATORS[op],
      type: TYPES[type],
      values: values && [...values],
    })),
    fields: fieldNames(shape),
  };
  return { headers: { Allow: methods.join(', ') }, body };
}
