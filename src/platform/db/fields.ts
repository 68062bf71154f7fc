import { invalidInput } from '../../core/errors.ts';
import type { Statement } from './database.ts';
import { json, type Shape } from './json.ts';

/** Which fields a caller wants of a shape: names separated by commas, those inside another field joined to its name by `__`. */
export interface FieldChoice {
  readonly _fields_only?: string | undefined;
  readonly _fields_exclude?: string | undefined;
}

/** The query parameters of a choice: they are no filters, and cursors are not bound to them. */
export const FIELD_PARAMETERS: readonly (keyof FieldChoice)[] = ['_fields_only', '_fields_exclude'];

const INSIDE = '__';

/**
 * The shape with only the chosen fields, in its own order; the shape itself when nothing was chosen. What is asked for
 * only chooses among our own names and never becomes SQL. Throws `invalid-request` naming the parameter.
 */
export function chooseFields(shape: Shape, { _fields_only: only, _fields_exclude: exclude }: FieldChoice): Shape {
  if (only === undefined && exclude === undefined) return shape;
  if (only !== undefined && exclude !== undefined)
    throw invalidInput('_fields_exclude', 'Give either _fields_only or _fields_exclude, not both.');
  const wanted = only ?? exclude;
  const parameter = only === undefined ? '_fields_exclude' : '_fields_only';
  if (typeof wanted !== 'string') throw invalidInput(parameter, `${parameter} is given once, as text.`);
  const named = new Set(wanted.split(','));
  const known = fieldNames(shape);
  for (const name of named) if (!known.includes(name)) throw unknown(parameter, name, known);
  const left = only === undefined ? without(shape, named) : onlyThese(shape, named);
  if (Object.keys(left).length === 0) throw invalidInput(parameter, `${parameter} leaves no field.`);
  return left;
}

/** Every name that may be chosen, nested ones after the field that holds them. */
export const fieldNames = (shape: Shape, before = ''): string[] =>
  Object.entries(shape).flatMap(([name, sql]) => [
    before + name,
    ...(typeof sql === 'string' ? [] : fieldNames(sql, before + name + INSIDE)),
  ]);

/** A field is taken whole when it is named, and in part when something inside it is. */
const onlyThese = (shape: Shape, named: ReadonlySet<string>, before = ''): Shape =>
  mapFields(shape, (name, sql) => {
    if (named.has(before + name)) return sql;
    return typeof sql === 'string' ? undefined : onlyThese(sql, named, before + name + INSIDE);
  });

const without = (shape: Shape, named: ReadonlySet<string>, before = ''): Shape =>
  mapFields(shape, (name, sql) => {
    if (named.has(before + name)) return undefined;
    return typeof sql === 'string' ? sql : without(sql, named, before + name + INSIDE);
  });

/** What is undefined, or has nothing left inside, falls out. */
const mapFields = (shape: Shape, change: (name: string, sql: string | Shape) => string | Shape | undefined): Shape =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([name, sql]): [string, string | Shape][] => {
      const left = change(name, sql);
      return left === undefined || Object.keys(left).length === 0 ? [] : [[name, left]];
    }),
  );

const unknown = (parameter: string, name: string, known: readonly string[]): Error =>
  invalidInput(parameter, `No field ${JSON.stringify(name.slice(0, 50))}. Fields: ${known.join(', ')}.`);

/** A read of items of one shape: as it stands a named statement of all fields. */
export interface ItemStatement extends Statement {
  readonly shape: Shape;
  readonly select: (body: string) => string;
}

/** For a room's queries.ts: `select` writes the statement around the SQL of the body's JSON text. */
export const defineItem = (name: string, shape: Shape, select: (body: string) => string): ItemStatement =>
  Object.freeze({ name, shape, select, text: select(bodyOf(shape)) });

/** The item with the chosen fields only: without a name, for the server keeps named ones for ever. Throws as chooseFields. */
export function withFields(item: ItemStatement, choice: FieldChoice): Statement {
  const shape = chooseFields(item.shape, choice);
  return shape === item.shape ? item : { text: item.select(bodyOf(shape)) };
}

const bodyOf = (shape: Shape): string => `${json(shape)}::text`;
