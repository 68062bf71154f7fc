import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Change, type Draft, FORM, type Verdict, withBody, withHeader } from './draft.ts';
import { multipartChanges } from './forms.ts';
import { fits } from './judge.ts';
import { mutants } from './mutants.ts';
import type { FlatOperation, FlatSchema } from './spec.ts';
import { isWellFormed } from './texts.ts';
import { type Ids, validValue } from './valid.ts';

const JSON_TYPE = 'application/json';
const slot = 'body';

const change = (label: string, verdict: Verdict, apply: (draft: Draft) => Draft): Change => ({
  slot,
  label: `body ${label}`,
  verdict,
  apply,
});

/** What can be made different in the body of an operation. */
export function bodyChanges(
  operation: FlatOperation,
  base: Draft,
  ids: Ids,
  random: { readonly seed: number; readonly runs: number },
): Change[] {
  const types = Object.keys(operation.bodies);
  if (types.length === 0) return [change('where none belongs', 'any', (draft) => withBody(draft, JSON_TYPE, '{"a":1}'))];
  return [
    ...types.flatMap((type) => {
      const schema = operation.bodies[type] ?? {};
      if (type === JSON_TYPE) return [...jsonChanges(schema, base, ids, random), ...brokenJson(operation, base)];
      if (type === 'multipart/form-data') return multipartChanges(Object.keys(schema.properties ?? {}));
      return type === FORM ? formChanges(schema, base) : [];
    }),
    ...typeChanges(types),
  ];
}

function jsonChanges(schema: FlatSchema, base: Draft, ids: Ids, random: { seed: number; runs: number }): Change[] {
  const value: unknown = JSON.parse(base.body?.toString() ?? '{}');
  const made = fc.sample(validValue(schema, ids), { seed: random.seed, numRuns: random.runs });
  const all = [...made.map((one, n) => [`made from the schema (${n + 1})`, one] as const), ...mutants(schema, value)];
  return all.map(([label, other]) => {
    const verdict = isWellFormed(other) ? (fits(schema, other) ? 'valid' : 'invalid') : 'any';
    return change(label, verdict, (draft) => withBody(draft, JSON_TYPE, JSON.stringify(other)));
  });
}

/** Bodies that are no JSON, or only just. */
function brokenJson(operation: FlatOperation, base: Draft): Change[] {
  const text = base.body?.toString() ?? '{}';
  const as = (label: string, verdict: Verdict, body: Buffer | string, type = JSON_TYPE): Change =>
    change(label, verdict, (draft) => withBody(draft, type, body));
  const coded = (label: string, coding: string, body: Buffer): Change =>
    change(label, 'any', (draft) => withHeader(withBody(draft, JSON_TYPE, body), 'content-encoding', coding));
  const first = /"\w+":/.exec(text)?.[0] ?? '"a":';
  return [
    as('is empty', operation.bodyRequired ? 'invalid' : 'any', ''),
    as('is cut', 'invalid', text.slice(0, -1)),
    as('has more behind it', 'invalid', `${text}${text}`),
    as('has a comma too many', 'invalid', `${text.slice(0, -1)},}`),
    as('has a comment', 'invalid', `/* */${text}`),
    as('is in single quotes', 'invalid', "{'a':1}"),
    as('begins with a BOM', 'any', `\uFEFF${text}`),
    as('is UTF-16', 'invalid', Buffer.from(text, 'utf16le')),
    as('is called UTF-16', 'invalid', Buffer.from(text, 'utf16le'), `${JSON_TYPE}; charset=utf-16`),
    as('is called Latin-1', 'any', text, `${JSON_TYPE}; charset=iso-8859-1`),
    as('is called UTF-8', 'any', text, `${JSON_TYPE}; charset=UTF-8`),
    as('holds bytes that are no UTF-8', 'any', Buffer.from([...Buffer.from(text.slice(0, -2)), 0xc3, 0x28, 0xff, ...Buffer.from('"}')])),
    as('has a field twice', 'any', `{${first}null,${text.slice(1)}`),
    as('has a field twice, the second bad', 'any', `${text.slice(0, -1)},${first}{"$gt":""}}`),
    as('is nested 100,000 deep', 'invalid', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    as('has 3,000 fields', 'invalid', `{${Array.from({ length: 3_000 }, (_, n) => `"f${n}":1`).join(',')}}`),
    as('has a number beyond all', 'invalid', `{${first}1e999}`),
    as('has a long number', 'invalid', `{${first}${'9'.repeat(10_000)}}`),
    as('is larger than is taken', 'invalid', `{"a":"${'x'.repeat(300_000)}"}`),
    coded('is gzip', 'gzip', gzipSync(text)),
    coded('is called gzip', 'gzip', Buffer.from(text)),
    coded('is cut gzip', 'gzip', gzipSync(text).subarray(0, -6)),
    coded('is a bomb', 'gzip', gzipSync(Buffer.alloc(20_000_000, 0x20))),
    coded('is deflate', 'deflate', deflateSync(text)),
    coded('is called br', 'br', Buffer.from(text)),
    coded('is coded as nobody knows', 'x-nonsense', Buffer.from(text)),
  ];
}

function formChanges(schema: FlatSchema, base: Draft): Change[] {
  const fields = [...new URLSearchParams(base.body?.toString() ?? '')];
  const send = (label: string, verdict: Verdict, text: string): Change => change(label, verdict, (draft) => withBody(draft, FORM, text));
  const form = (pairs: readonly (readonly [string, unknown])[]): string =>
    new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString();
  const without = (name: string): typeof fields => fields.filter(([other]) => other !== name);
  const texts = mutants(schema, Object.fromEntries(fields)).flatMap(([label, value]) => {
    const pairs = Object.entries<unknown>(typeof value === 'object' ? { ...value } : {});
    if (typeof value !== 'object' || pairs.some(([, one]) => typeof one !== 'string') || pairs.length === 0) return [];
    // a parameter without a value counts as left out
    const read = Object.fromEntries(pairs.filter(([, one]) => one !== ''));
    return [send(label, isWellFormed(value) ? (fits(schema, read) ? 'any' : 'invalid') : 'any', form(pairs))];
  });
  return [
    ...texts,
    ...fields.map(([name, value]) => send(`.${name} is sent twice`, 'invalid', form([...fields, [name, value]]))),
    ...fields.map(([name]) => send(`.${name} is a list`, 'invalid', form([...without(name), [`${name}[]`, 'x']]))),
    send('is empty', 'invalid', ''),
    send('is broken', 'any', '%zz=%&=&&==%c3%28'),
    send('has 100 parameters', 'invalid', Array.from({ length: 100 }, (_, n) => `a${n}=1`).join('&')),
  ];
}

function typeChanges(types: readonly string[]): Change[] {
  const taken = types.includes('*/*');
  const typed = (label: string, verdict: Verdict, type: string | undefined): Change =>
    change(`type ${label}`, taken ? 'any' : verdict, (draft) =>
      draft.body === undefined ? withBody(draft, type, '{}') : withBody(draft, type, draft.body),
    );
  const other = ['text/plain', 'application/xml', 'application/jsonx', 'json', '/', 'application/json/x'].filter(
    (type) => !types.includes(type),
  );
  return [
    ...other.map((type) => typed(`is ${type}`, 'invalid', type)),
    typed('is left out', 'invalid', undefined),
    typed('is a form without boundary', 'invalid', 'multipart/form-data'),
    typed('is a form with a long boundary', 'invalid', `multipart/form-data; boundary=${'x'.repeat(3_000)}`),
    typed('has broken parameters', 'any', `${types[0]}; =; charset`),
    typed('has a parameter of a prototype', 'any', `${types[0]}; __proto__=x`),
  ];
}
