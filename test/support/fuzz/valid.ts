import fc from 'fast-check';
import { fits } from './judge.ts';
import type { FlatSchema } from './spec.ts';

/** Ids that exist, by the name of the path parameter that takes them. */
export type Ids = Readonly<Record<string, string>>;

const LONGEST = 300;
const WORDS = ['a', 'Invoice 2026', 'Ünïcödé', 'a'.repeat(40), '漢字', '👩‍👩‍👧', "O'Neill", 'x/y', 'a,b', '-name', '100%', '1'];

/** Values that keep to a schema, real ids where a field of that name asks for one. */
export function validValue(schema: FlatSchema, ids: Ids, name = ''): fc.Arbitrary<unknown> {
  const value = bare(schema, ids, name);
  const all = schema.nullable ? fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null)) : value;
  return all.filter((one) => fits(schema, one));
}

function bare(schema: FlatSchema, ids: Ids, name: string): fc.Arbitrary<unknown> {
  const parts = schema.oneOf ?? schema.anyOf;
  if (parts) return fc.oneof(...parts.map((part) => validValue(part, ids, name)));
  if (schema.allOf) return fc.tuple(...schema.allOf.map((part) => bare(part, ids, name))).map((values) => Object.assign({}, ...values));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'integer':
      return fc.oneof(
        fc.constantFrom(...bounds(schema)),
        fc.maxSafeInteger().map((n) => clamp(schema, n)),
      );
    case 'number':
      return fc.oneof(
        fc.constantFrom(...bounds(schema)),
        fc.integer({ min: -1000, max: 1000 }).map((n) => clamp(schema, n / 8)),
      );
    case 'boolean':
      return fc.boolean();
    case 'array':
      return arrays(schema, ids, name);
    case 'object':
      return objects(schema, ids);
    case 'string':
    case undefined:
    default:
      return texts(schema, ids, name);
  }
}

const bounds = ({ minimum = -1e9, maximum = 1e9 }: FlatSchema): number[] => [minimum, maximum];

const clamp = ({ minimum = -1e9, maximum = 1e9 }: FlatSchema, n: number): number => Math.min(maximum, Math.max(minimum, n));

function arrays(schema: FlatSchema, ids: Ids, name: string): fc.Arbitrary<unknown> {
  const items = validValue(schema.items ?? {}, ids, name.replace(/s$/, ''));
  const length = { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)) };
  return schema.uniqueItems ? fc.uniqueArray(items, { ...length, selector: (item) => JSON.stringify(item) }) : fc.array(items, length);
}

function objects(schema: FlatSchema, ids: Ids): fc.Arbitrary<unknown> {
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([key, child]) => [key, validValue(child, ids, key)] as const),
  );
  const named = fc.record(properties, { requiredKeys: [...(schema.required ?? [])] });
  if (typeof schema.additionalProperties !== 'object') return named;
  const free = fc.dictionary(fc.constantFrom('a', 'b c', 'ä'), validValue(schema.additionalProperties, ids), { maxKeys: 3 });
  return fc.tuple(free, named).map(([more, those]) => ({ ...more, ...those }));
}

function texts(schema: FlatSchema, ids: Ids, name: string): fc.Arbitrary<unknown> {
  const id = ids[name];
  if (schema.format === 'uuid') return id === undefined ? fc.uuid() : fc.constant(id);
  const known = [...WORDS, ...longest(schema), schema.example, ...(FORMATS[schema.format ?? ''] ?? [])].filter((text) =>
    fits(schema, text),
  );
  const grown = grow(schema);
  if (known.length === 0) return grown ?? fc.constant('');
  return grown === undefined ? fc.constantFrom(...known) : fc.oneof(fc.constantFrom(...known), grown);
}

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2026-03-02T09:30:00.000Z', '1000-01-01T00:00:00Z', '8999-12-31T23:59:59.999+14:00', '2024-02-29t23:59:59z'],
  date: ['2026-03-02', '2024-02-29', '1000-01-01', '8999-12-31'],
  uri: ['https://app.example.org/callback', 'http://127.0.0.1:9/x?y=1#z'],
  email: ['nobody@example.test'],
};

/** Texts as long as is allowed, of plain characters and of characters of four bytes. */
export const longest = ({ maxLength = LONGEST }: FlatSchema): string[] =>
  maxLength <= 5_000 ? ['x'.repeat(maxLength), ...(maxLength <= LONGEST ? ['🗂'.repeat(maxLength)] : [])] : [];

/** Texts made from the pattern; undefined when it is beyond what fast-check understands, or its texts beyond the rest of the schema. */
function grow(schema: FlatSchema): fc.Arbitrary<string> | undefined {
  if (schema.pattern === undefined) return undefined;
  try {
    const grown = fc.stringMatching(new RegExp(schema.pattern), { size: 'small' });
    const tried = fc.sample(grown, { seed: 1, numRuns: 20 });
    return tried.every((text) => !fits(schema, text)) ? undefined : grown.filter((text) => fits(schema, text));
  } catch {
    return undefined;
  }
}
