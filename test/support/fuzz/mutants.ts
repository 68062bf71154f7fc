import type { FlatSchema } from './spec.ts';
import { HOSTILE_TEXTS } from './texts.ts';
import { longest } from './valid.ts';

/** A value put in place of another one, by a name for what was done. */
export type Mutant = readonly [label: string, value: unknown];

/** A hole where a field is left out. */
const GONE = Symbol('left out');

const OTHER_TYPES: readonly Mutant[] = [
  ['null', null],
  ['a text', 'text'],
  ['an empty text', ''],
  ['a number', 7],
  ['a huge number', 1e300],
  ['true', true],
  ['an empty list', []],
  ['an empty object', {}],
  ['a nested list', [[[[]]]]],
  ['an object with an operator', { $ne: null }],
];

/** JSON bodies that differ from `value` in one place, at any depth, whether the schema allows it or not. */
export function mutants(schema: FlatSchema, value: unknown): Mutant[] {
  return [...changed(schema, value), ...inner(schema, value)];
}

function changed(schema: FlatSchema, value: unknown): Mutant[] {
  const types = OTHER_TYPES.map(([label, other]): Mutant => [`is ${label}`, other]);
  const parts = [schema, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [...types, ...parts.flatMap((part) => byType(part, value))];
}

function byType(schema: FlatSchema, value: unknown): Mutant[] {
  if (schema.enum) return enumMutants(schema.enum);
  switch (schema.type) {
    case 'string':
      return textMutants(schema).map(([label, text]): Mutant => [`is ${label}`, text]);
    case 'integer':
    case 'number':
      return numberMutants(schema);
    case 'array':
      return listMutants(schema, Array.isArray(value) ? value : []);
    case 'object':
      return extraFields(value);
    case 'boolean':
    case undefined:
    default:
      return [
        ['is the word false', 'false'],
        ['is 0', 0],
      ];
  }
}

const enumMutants = (values: readonly unknown[]): Mutant[] =>
  values.flatMap((one): Mutant[] => [
    [`is the choice ${String(one)}`, one],
    [`is ${String(one)} in lower case`, String(one).toLowerCase()],
    [`is ${String(one)} with a space`, `${String(one)} `],
  ]);

/** Hostile texts and those at and beyond the length, for a field or a parameter. */
export function textMutants(schema: FlatSchema): (readonly [label: string, text: string])[] {
  const { minLength = 0, maxLength } = schema;
  const long = maxLength === undefined || maxLength > 20_000 ? [] : [['too long by one', 'x'.repeat(maxLength + 1)] as const];
  const short = minLength > 1 ? [['too short by one', 'x'.repeat(minLength - 1)] as const] : [];
  return [...HOSTILE_TEXTS, ...longest(schema).map((text) => ['as long as allowed', text] as const), ...long, ...short];
}

export function numberMutants({ minimum = 0, maximum = 0 }: FlatSchema): Mutant[] {
  const numbers = [minimum, maximum, minimum - 1, maximum + 1, -0, 0.5, -1e-7, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21];
  return numbers.map((n): Mutant => [`is ${n}`, n]);
}

function listMutants(schema: FlatSchema, value: readonly unknown[]): Mutant[] {
  const { maxItems = 0, items = {} } = schema;
  const [one = sampleItem(items)] = value;
  const many =
    maxItems <= 1_500 ? [[`has ${maxItems + 1} items`, Array.from({ length: maxItems + 1 }, (_, n) => numbered(one, n))] as const] : [];
  return [['has an item twice', [one, one]], ['holds null', [...value, null]], ['holds itself', [value]], ...many];
}

const sampleItem = (schema: FlatSchema): unknown => schema.enum?.[0] ?? schema.example ?? (schema.type === 'integer' ? 1 : 'x');

/** Items that differ, so that it is their number that is refused. */
const numbered = (item: unknown, n: number): unknown =>
  typeof item === 'string' && item.length === 36
    ? item.slice(0, -4) + n.toString(16).padStart(4, '0')
    : typeof item === 'number'
      ? n
      : item;

function extraFields(value: unknown): Mutant[] {
  const fields = Object.entries(value ?? {});
  const own = fields[0]?.[0] ?? 'name';
  return ['nonsense', '__proto__', 'constructor', '', `${own}[]`, own.toUpperCase(), 'x'.repeat(2_000), 'a\u0000', '\uD800'].map(
    (name): Mutant => [`has the field ${JSON.stringify(name.slice(0, 20))}`, Object.fromEntries([...fields, [name, { a: 1 }]])],
  );
}

/** The same one level deeper. */
function inner(schema: FlatSchema, value: unknown): Mutant[] {
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    return first === undefined ? [] : within('[0]', mutants(schema.items ?? {}, first), (other) => [other, ...value.slice(1)]);
  }
  if (schema.type !== 'object') return [];
  const fields = Object.entries(value ?? {});
  const known = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const here = (value as Readonly<Record<string, unknown>> | null)?.[name];
    const others = [...mutants(child, here), ['is left out', GONE] as const];
    return within(`.${name}`, others, (other) =>
      Object.fromEntries([...fields.filter(([key]) => key !== name), ...(other === GONE ? [] : [[name, other]])]),
    );
  });
  if (typeof schema.additionalProperties !== 'object') return known;
  const free = mutants(schema.additionalProperties, 'x');
  return [...known, ...within('.free', free, (other) => Object.fromEntries([...fields, ['free', other]]))];
}

const within = (place: string, all: readonly Mutant[], put: (value: unknown) => unknown): Mutant[] =>
  all.map(([label, value]): Mutant => [`${place} ${label}`, put(value)]);
