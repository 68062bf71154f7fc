import { type Difference, type Side, schemaDifferences } from './schema-differences.ts';
import type { AnswerSurface, OperationSurface, ParameterSurface, Shape, Surface } from './surface.ts';

export type { Difference } from './schema-differences.ts';

/** Differences of one operation, or of a schema that several share. */
export interface Differing {
  /** Method and path, or the name of the schema. */
  readonly subject: string;
  readonly differences: readonly Difference[];
}

const breaking = (text: string): Difference => ({ text, breaking: true });
const harmless = (text: string): Difference => ({ text, breaking: false });

/** What callers can notice between two contracts: operations in the order of the newer one, then the schemas they share. */
export function differencesOf(before: Surface, after: Surface): Differing[] {
  const names = new Set([...Object.keys(after.operations), ...Object.keys(before.operations)]);
  const shared = new SharedSchemas(before, after);
  const operations = [...names].map((subject) => ({
    subject,
    differences: between(shared, before.operations[subject], after.operations[subject]),
  }));
  return [...operations, ...shared.differences()].filter(({ differences }) => differences.length > 0);
}

/** Compares schemas, each pair of the same name once for what is sent and once for what is answered. */
class SharedSchemas {
  readonly #before: Surface;
  readonly #after: Surface;
  readonly #waiting = new Map<string, readonly [Side, string]>();

  constructor(before: Surface, after: Surface) {
    this.#before = before;
    this.#after = after;
  }

  compare(side: Side, place: string, was: Shape, is: Shape): Difference[] {
    const later = (name: string): void => void this.#waiting.set(`${side} ${name}`, [side, name]);
    return schemaDifferences({ side, before: this.#before, after: this.#after, later }, place, was, is);
  }

  differences(): Differing[] {
    const found = new Map<string, Difference[]>();
    // a Map takes what comes while it is gone through, and each key once
    for (const [side, name] of this.#waiting.values()) {
      const [was, is] = [this.#before.schemas[name] ?? {}, this.#after.schemas[name] ?? {}];
      const before = found.get(name) ?? [];
      const other = this.compare(side, 'it', was, is).filter(({ text }) => !before.some((one) => one.text === text && one.breaking));
      found.set(name, [...before.filter((one) => !other.some(({ text }) => text === one.text)), ...other]);
    }
    return [...found].map(([name, differences]) => ({ subject: `schema ${name}`, differences }));
  }
}

function between(shared: SharedSchemas, old: OperationSurface | undefined, now: OperationSurface | undefined): Difference[] {
  if (!now) return old ? [breaking(`operation \`${old.operationId}\` is gone`)] : [];
  if (!old) return [harmless(`new operation \`${now.operationId}\``)];
  return [
    ...facts(old, now),
    ...parameters(old.parameters, now.parameters, (place, was, is) => shared.compare('request', place, was, is)),
    ...bodies(old.body, now.body, (place, was, is) => shared.compare('request', place, was, is)),
    ...answers(old.answers, now.answers, (place, was, is) => shared.compare('answer', place, was, is)),
  ];
}

const added = (old: readonly string[], now: readonly string[]): string[] => now.filter((one) => !old.includes(one));
const named = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

function facts(old: OperationSurface, now: OperationSurface): Difference[] {
  const list = (was: readonly string[], is: readonly string[], say: (text: string) => Difference[]): Difference[] => {
    const names = added(was, is);
    return names.length > 0 ? say(named(names)) : [];
  };
  return [
    ...(old.operationId === now.operationId ? [] : [breaking(`is called \`${now.operationId}\`, was \`${old.operationId}\``)]),
    ...(old.listener === now.listener ? [] : [breaking(`is on the ${now.listener} listener, was on the ${old.listener} one`)]),
    ...list(old.security, now.security, (names) => [breaking(`asks for ${names}`)]),
    ...list(now.security, old.security, (names) => [
      now.security.length === 0 ? harmless('is open') : breaking(`takes ${names} no longer`),
    ]),
    ...list(now.roles, old.roles, (names) => [now.roles.length === 0 ? harmless('asks for no role') : breaking(`is closed to ${names}`)]),
    ...list(old.roles, now.roles, (names) => [
      old.roles.length === 0 ? breaking(`asks for one of the roles ${names}`) : harmless(`is open to ${names}`),
    ]),
    ...list(old.problems, now.problems, (names) => [harmless(`may answer ${names}`)]),
    ...list(now.problems, old.problems, (names) => [harmless(`never answers ${names} any more`)]),
  ];
}

type Compare = (place: string, was: Shape, is: Shape) => Difference[];

function parameters(
  old: Readonly<Record<string, ParameterSurface>>,
  now: Readonly<Record<string, ParameterSurface>>,
  compare: Compare,
): Difference[] {
  const gone = added(Object.keys(now), Object.keys(old)).map((name) => breaking(`parameter \`${name}\` is gone`));
  return [
    ...gone,
    ...Object.entries(now).flatMap(([name, is]) => {
      const was = old[name];
      if (!was) return [is.required ? breaking(`new required parameter \`${name}\``) : harmless(`new parameter \`${name}\``)];
      return [...required(`parameter \`${name}\``, was.required, is.required), ...compare(`parameter \`${name}\``, was.shape, is.shape)];
    }),
  ];
}

function required(what: string, was: boolean, is: boolean): Difference[] {
  if (was === is) return [];
  return [is ? breaking(`${what} is required now`) : harmless(`${what} may be left out`)];
}

function bodies(old: OperationSurface['body'], now: OperationSurface['body'], compare: Compare): Difference[] {
  if (!now) return old ? [breaking('takes no body any more')] : [];
  if (!old) return [now.required ? breaking('needs a body') : harmless('takes a body')];
  const types = Object.keys(now.content);
  return [
    ...required('the body', old.required, now.required),
    ...added(types, Object.keys(old.content)).map((type) => breaking(`takes no \`${type}\` any more`)),
    ...added(Object.keys(old.content), types).map((type) => harmless(`takes \`${type}\``)),
    ...inBoth(old.content, now.content, (_, was, is) => compare('body', was, is)),
  ];
}

/** What is said of each key that both have. */
const inBoth = <T>(old: Readonly<Record<string, T>>, now: Readonly<Record<string, T>>, say: (key: string, was: T, is: T) => Difference[]) =>
  Object.entries(now).flatMap(([key, is]) => {
    const was = old[key];
    return was === undefined ? [] : say(key, was, is);
  });

function answers(
  old: Readonly<Record<string, AnswerSurface>>,
  now: Readonly<Record<string, AnswerSurface>>,
  compare: Compare,
): Difference[] {
  const [was, is] = [Object.keys(old), Object.keys(now)];
  return [
    ...added(is, was).map((status) => breaking(`answers \`${status}\` no longer`)),
    ...added(was, is).map((status) => harmless(`may answer \`${status}\``)),
    ...inBoth(old, now, (status, before, after) => [
      ...added(Object.keys(after.content), Object.keys(before.content)).map((type) =>
        breaking(`\`${status}\` has no \`${type}\` any more`),
      ),
      ...added(Object.keys(before.content), Object.keys(after.content)).map((type) => harmless(`\`${status}\` may be \`${type}\``)),
      ...headers(status, before.headers, after.headers),
      ...inBoth(before.content, after.content, (_, one, other) => compare(`\`${status}\``, one, other)),
    ]),
  ];
}

function headers(status: string, old: Readonly<Record<string, boolean>>, now: Readonly<Record<string, boolean>>): Difference[] {
  return [
    ...added(Object.keys(now), Object.keys(old)).map((name) => breaking(`\`${status}\` has no header \`${name}\` any more`)),
    ...added(Object.keys(old), Object.keys(now)).map((name) => harmless(`\`${status}\` has the header \`${name}\``)),
    ...inBoth(old, now, (name, was, is) => {
      if (was === is) return [];
      return [is ? harmless(`\`${status}\` always has the header \`${name}\``) : breaking(`\`${status}\` may lack the header \`${name}\``)];
    }),
  ];
}
