import { nameOf, resolved, type Shape, type Surface } from './surface.ts';

/** One thing that callers can notice. */
export interface Difference {
  readonly text: string;
  /** Whether a caller that was right before may be wrong now. */
  readonly breaking: boolean;
}

/** Whose values a schema describes: what callers send must stay allowed, what they read must stay as it was. */
export type Side = 'request' | 'answer';

export interface Compared {
  readonly side: Side;
  readonly before: Surface;
  readonly after: Surface;
  /** Takes the names of schemas that both refer to: they are compared once, whoever refers to them. */
  readonly later: (name: string) => void;
}

type Properties = Readonly<Record<string, Shape>>;

/** Keywords that cut off at the top and at the bottom. */
const MOST = ['maxLength', 'maximum', 'maxItems', 'maxProperties'];
const LEAST = ['minLength', 'minimum', 'minItems', 'minProperties'];
const OTHERS = ['pattern', 'format', 'uniqueItems', 'default'];
const PARTS = ['anyOf', 'oneOf', 'allOf'];

/** What changed between two schemas. References are followed, but those to the same name are left for later. */
export function schemaDifferences(compared: Compared, place: string, old: Shape, now: Shape): Difference[] {
  const name = nameOf(now);
  if (name !== undefined && name === nameOf(old)) {
    compared.later(name);
    return [];
  }
  const [was, is] = [resolved(compared.before, old), resolved(compared.after, now)];
  if (was['type'] !== is['type']) return [{ text: `${place} is ${kind(is)}, was ${kind(was)}`, breaking: true }];
  const deeper = (name: string, one: unknown, other: unknown): Difference[] =>
    isShape(one) && isShape(other) ? schemaDifferences(compared, name, one, other) : [];
  return [
    ...values(compared.side, place, was, is),
    ...bounds(compared.side, place, was, is),
    ...fields(compared.side, place, was, is, deeper),
    ...deeper(`an item of ${place}`, was['items'], is['items']),
    ...deeper(`a free field of ${place}`, was['additionalProperties'], is['additionalProperties']),
    ...choices(compared, place, was, is),
  ];
}

const isShape = (value: unknown): value is Shape => typeof value === 'object' && value !== null;
const kind = ({ type }: Shape): string => (type === undefined ? 'of several types' : `of type ${JSON.stringify(type)}`);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** More is allowed, or less: less breaks those who send, more those who read. */
const more = (side: Side, text: string): Difference => ({ text, breaking: side === 'answer' });
const less = (side: Side, text: string): Difference => ({ text, breaking: side === 'request' });

function values(side: Side, place: string, was: Shape, is: Shape): Difference[] {
  const [old, now] = [listOf(was['enum']), listOf(is['enum'])];
  const all = (those: readonly unknown[]): string => those.map((one) => `\`${String(one)}\``).join(', ');
  const [gone, came] = [old.filter((one) => !now.includes(one)), now.filter((one) => !old.includes(one))];
  const differences: Difference[] = [];
  if (was['nullable'] !== true && is['nullable'] === true) differences.push(more(side, `${place} may be null`));
  if (was['nullable'] === true && is['nullable'] !== true) differences.push(less(side, `${place} is never null`));
  if (old.length === 0 && now.length > 0) return [...differences, less(side, `${place} is one of ${all(now)}`)];
  if (now.length === 0 && old.length > 0) return [...differences, more(side, `${place} is no fixed choice any more`)];
  if (gone.length > 0) differences.push(less(side, `${place} is never ${all(gone)} any more`));
  // readers are told to expect new values, so that one can come without a new version
  if (came.length > 0) differences.push({ text: `${place} may be ${all(came)}`, breaking: false });
  return differences;
}

function bounds(side: Side, place: string, was: Shape, is: Shape): Difference[] {
  const limits = [...MOST.map((name) => [name, 1] as const), ...LEAST.map((name) => [name, -1] as const)];
  return [
    ...limits.flatMap(([name, way]) => {
      const [old, now] = [limit(was[name], way), limit(is[name], way)];
      if (old === now) return [];
      const text = `${place} has ${name} ${said(is[name])}, had ${said(was[name])}`;
      // a reader is not broken by a longer text or a larger number
      return [now < old ? less(side, text) : { text, breaking: false }];
    }),
    ...OTHERS.filter((name) => was[name] !== is[name]).map((name): Difference => {
      const text = `${place} has ${name} ${said(is[name])}, had ${said(was[name])}`;
      return { text, breaking: side === 'request' && (name === 'default' || is[name] !== undefined) };
    }),
  ];
}

const said = (value: unknown): string => (value === undefined ? 'none' : `\`${JSON.stringify(value)}\``);

/** Larger is wider, for limits at the bottom as for those at the top. */
const limit = (value: unknown, way: 1 | -1): number => (typeof value === 'number' ? value * way : Number.POSITIVE_INFINITY);

function fields(
  side: Side,
  place: string,
  was: Shape,
  is: Shape,
  deeper: (name: string, one: unknown, other: unknown) => Difference[],
): Difference[] {
  const [old, now] = [(was['properties'] ?? {}) as Properties, (is['properties'] ?? {}) as Properties];
  const [needed, needs] = [listOf(was['required']), listOf(is['required'])];
  const name = (key: string): string => `field \`${key}\` of ${place}`;
  const gone = Object.keys(old).filter((key) => !(key in now));
  return [
    ...gone.map((key): Difference => ({ text: `${name(key)} is gone`, breaking: true })),
    ...Object.entries(now).flatMap(([key, shape]): Difference[] => {
      const [must, had] = [needs.includes(key), needed.includes(key)];
      if (!(key in old))
        return [{ text: `new ${must && side === 'request' ? 'required ' : ''}${name(key)}`, breaking: must && side === 'request' }];
      const always = must === had ? [] : [must ? less(side, `${name(key)} is always there`) : more(side, `${name(key)} may be left out`)];
      return [...always, ...deeper(name(key), old[key], shape)];
    }),
    ...openness(side, place, was, is),
  ];
}

function openness(side: Side, place: string, was: Shape, is: Shape): Difference[] {
  const [old, now] = [was['additionalProperties'] !== false, is['additionalProperties'] !== false];
  if (old === now) return [];
  return [now ? { text: `${place} may have further fields`, breaking: false } : less(side, `${place} has no further fields`)];
}

/** Parts of a choice are compared as they are written: which of them a value was meant for is not known. */
function choices({ before, after }: Compared, place: string, was: Shape, is: Shape): Difference[] {
  const written = (surface: Surface, part: unknown): string => JSON.stringify(isShape(part) ? inlined(surface, part) : part);
  return PARTS.filter((name) => {
    const [old, now] = [listOf(was[name]).map((part) => written(before, part)), listOf(is[name]).map((part) => written(after, part))];
    return old.length !== now.length || old.some((part) => !now.includes(part));
  }).map((name) => ({ text: `${place} is made of other parts (${name})`, breaking: true }));
}

/** A part with its references written out; one inside itself stays a reference. */
function inlined(surface: Surface, shape: Shape, seen: readonly string[] = []): Shape {
  const { $ref } = shape;
  if (typeof $ref === 'string' && seen.includes($ref)) return shape;
  const inside = typeof $ref === 'string' ? [...seen, $ref] : seen;
  const deep = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(deep) : isShape(value) ? inlined(surface, value, inside) : value;
  return Object.fromEntries(Object.entries(resolved(surface, shape)).map(([key, value]) => [key, deep(value)]));
}
