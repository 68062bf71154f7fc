import type { CallOptions } from '../client.ts';
import { multipart } from '../multipart.ts';
import type { FlatOperation } from './spec.ts';

/** A request that can still be changed; texts are as they go over the wire. */
export interface Draft {
  readonly method: string;
  /** Escaped segments by the name of their parameter. */
  readonly path: Readonly<Record<string, string>>;
  /** Escaped `name=value` pairs. */
  readonly query: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer;
  /** Put in place of the whole address below the base. */
  readonly target?: string;
}

/**
 * What the contract says of an input: `valid` must not be refused as malformed, `invalid` must be refused, of `any` only
 * the shape of the answer is known.
 */
export type Verdict = 'valid' | 'invalid' | 'any';

/** One thing that is made different. Changes of different slots can be put together. */
export interface Change {
  readonly slot: string;
  readonly label: string;
  readonly verdict: Verdict;
  readonly apply: (draft: Draft) => Draft;
}

export const pair = (name: string, value: string): string => `${encodeURIComponent(name)}=${escaped(value)}`;

/** Escapes a text for an address; what is no Unicode goes as the replacement character. */
export const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The address below the base. */
export function targetOf({ path }: FlatOperation, draft: Draft): string {
  if (draft.target !== undefined) return draft.target;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => draft.path[name] ?? '');
  return filled + (draft.query.length > 0 ? `?${draft.query.join('&')}` : '');
}

export const withHeader = (draft: Draft, name: string, ...values: readonly string[]): Draft => ({
  ...draft,
  headers: [
    ...draft.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()),
    ...values.map((value): [string, string] => [name, value]),
  ],
});

export function withBody(draft: Draft, type: string | undefined, body: Buffer | string): Draft {
  const { body: _, ...rest } = withHeader(draft, 'content-type', ...(type === undefined ? [] : [type]));
  return { ...rest, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** The good call of a sample as a draft. */
export function draftOf(operation: FlatOperation, ids: Readonly<Record<string, string>>, options: CallOptions): Draft {
  const headers = Object.entries(options.headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  );
  const draft: Draft = {
    method: operation.method,
    path: Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, escaped(id)])),
    query: Object.entries(options.query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [pair(name, String(value))])),
    headers,
  };
  if (options.json !== undefined) return withBody(draft, 'application/json', JSON.stringify(options.json));
  if (options.form !== undefined) return withBody(draft, FORM, new URLSearchParams(options.form).toString());
  if (options.multipart !== undefined) {
    const { contentType, body } = multipart(options.multipart);
    return withBody(draft, contentType, body);
  }
  if (typeof options.body === 'string' || options.body instanceof Uint8Array) return { ...draft, body: Buffer.from(options.body) };
  return draft;
}

export const FORM = 'application/x-www-form-urlencoded';
