import { type Change, type Draft, escaped, pair, type Verdict, withHeader } from './draft.ts';
import { textFits } from './judge.ts';
import { numberMutants, textMutants } from './mutants.ts';
import { type FlatOperation, type FlatParameter, type FlatSchema, textOf } from './spec.ts';
import { isWellFormed } from './texts.ts';

/** Read as they come, whatever they hold: an unfit one is replaced or passed over, as the contract says in words. */
const LENIENT = ['x-request-id'];

/** Decides what else is looked at. */
const TENANT = 'x-tenant-id';

/** What can be made different in the parameters of an operation, one thing at a time. */
export function parameterChanges(operation: FlatOperation, foreign: Readonly<Record<string, string>>): Change[] {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in === 'path') return pathChanges(parameter, foreign[parameter.name]);
    if (parameter.in === 'query') return queryChanges(parameter);
    return parameter.in === 'header' ? headerChanges(parameter) : [];
  });
}

/** Texts for a parameter: by its kind, and hostile ones. */
function candidates(schema: FlatSchema): (readonly [label: string, text: string])[] {
  const numbers = schema.type === 'integer' || schema.type === 'number' ? numberMutants(schema) : [];
  const choices = (schema.enum ?? schema.items?.enum ?? []).flatMap((one) => [
    [`is ${String(one)}`, String(one)] as const,
    [`is ${String(one)} in the other case`, otherCase(String(one))] as const,
  ]);
  const example = schema.example === undefined ? [] : [['is the example', textOf(schema.example)] as const];
  return [...example, ...choices, ...numbers.map(([label, n]) => [label, String(n)] as const), ...textMutants(schema)];
}

const otherCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());

const verdictOf = (ok: boolean, text: string): Verdict => (isWellFormed(text) ? (ok ? 'valid' : 'invalid') : 'any');

const inPath = (name: string, label: string, verdict: Verdict, raw: string): Change => ({
  slot: `path ${name}`,
  label: `path ${name} ${label}`,
  verdict,
  apply: (draft) => ({ ...draft, path: { ...draft.path, [name]: raw } }),
});

function pathChanges({ name, schema }: FlatParameter, foreign: string | undefined): Change[] {
  // an id that exists nowhere is no reason for a 400 either
  const texts = candidates(schema)
    .filter(([, text]) => text !== '' && !/^\.\.?$/.test(text) && !text.includes('/'))
    .map(([label, text]) => inPath(name, label, verdictOf(textFits(schema, text), text), escaped(text)));
  const raw = ['%', '%zz', '%c3%28', '%00', '%2e%2e', '%2f', ';a=b', '..', '.', '', '%ud800', 'a%20b'];
  return [
    ...texts,
    ...raw.map((text) => inPath(name, `goes as ${JSON.stringify(text)}`, 'any', text)),
    ...(foreign === undefined ? [] : [inPath(name, 'is of another workspace', 'invalid', foreign)]),
  ];
}

function queryChanges({ name, schema, required }: FlatParameter): Change[] {
  const without = ({ query }: Draft): string[] => query.filter((one) => one.split('=')[0] !== encodeURIComponent(name));
  const change = (label: string, verdict: Verdict, ...pairs: string[]): Change => ({
    slot: `query ${name}`,
    label: `query ${name} ${label}`,
    verdict,
    apply: (draft) => ({ ...draft, query: [...without(draft), ...pairs] }),
  });
  const key = encodeURIComponent(name);
  const good = candidates(schema).find(([, text]) => text !== '' && textFits(schema, text))?.[1] ?? 'x';
  const texts = candidates(schema).map(([label, text]) =>
    change(label, verdictOf(text !== '' && textFits(schema, text), text), pair(name, text)),
  );
  return [
    ...texts,
    change('is left out', required ? 'invalid' : 'valid'),
    change('is sent twice', schema.type === 'array' ? 'any' : 'invalid', pair(name, good), pair(name, good)),
    change('has no value', 'any', key),
    change('is a list', 'invalid', pair(`${name}[]`, good)),
    change('is an object', 'invalid', pair(`${name}[$ne]`, good)),
    change('is in another case', 'invalid', pair(name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase(), good)),
    ...['%', '%zz', '%c3%28', '+', '%00', 'a;b=c', '#x', 'a=b'].map((raw) => change(`goes as ${raw}`, 'any', `${key}=${raw}`)),
  ];
}

function headerChanges({ name, schema, required }: FlatParameter): Change[] {
  const lenient = LENIENT.includes(name.toLowerCase());
  const tenant = name.toLowerCase() === TENANT;
  const change = (label: string, verdict: Verdict, ...values: string[]): Change => ({
    slot: tenant ? 'caller' : `header ${name.toLowerCase()}`,
    label: `header ${name} ${label}`,
    verdict: lenient || (tenant && verdict === 'valid') ? 'any' : verdict, // a workspace of others is no good one
    apply: (draft) => withHeader(draft, name, ...values),
  });
  const sendable = candidates(schema).filter(([, text]) => /^[^\u0000-\u0008\u000a-\u001f\u007f]*$/.test(text) && text.isWellFormed());
  return [
    ...sendable.map(([label, text]) => {
      const wire = Buffer.from(text).toString('latin1'); // each byte is a character there
      const read = wire.trim();
      return change(label, read === '' ? 'any' : verdictOf(textFits(schema, read), read), wire);
    }),
    change('is left out', required ? 'invalid' : 'any'),
    change('is sent twice', 'any', 'x', 'x'),
  ];
}
