/** One finding of the validator. `message` is ajv's, or the validator's own about a query parameter. */
export interface Finding {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'must be a UUID, such as 0190e9a0-7c1e-7cc0-8a1b-3f4d5e6a7b8c',
  'date-time': 'must be a date with time and time zone, such as 2026-11-30T17:00:00Z',
  date: 'must be a day that exists, such as 2026-11-30',
  uri: 'must be an absolute address, such as https://app.example.org/callback',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  integer: 'one whole number',
  number: 'one number',
  boolean: 'true or false',
  object: 'a JSON object, in braces',
  array: 'a list, in square brackets',
  null: 'null',
};

/** Patterns of the contract that a person meets, by a part of them that no other has. */
const PATTERNS: readonly (readonly [part: string, words: string])[] = [
  ['[1-8][0-9]{3}-[0-9-]{5}', 'must be a time in the years 1000 to 8999, at most 15 hours from UTC, such as 2026-11-30T17:00:00Z'],
  ['[1-8][0-9]{3}', 'must lie in the years 1000 to 8999'],
  ['[^\\u0000-\\u0020\\u007f/', 'must be a file name: visible characters, no slashes and no control characters'],
  ['[^\\u0000-\\u0020', 'must be one line with at least one visible character, without line breaks, tabs and control characters'],
  ['[\\x21-\\x7e]', 'must be 1 to 255 visible ASCII characters, without spaces'],
  ['[^\\u0000]', 'must not contain the character NUL'],
  ['\\*|', 'must be * or one entity tag as an ETag header gave it, quotes included'],
  ['A-Za-z0-9_.-', 'must be a cursor as `next` or `previous` of a list gave it'],
];

type Rule = readonly [message: RegExp, say: (found: readonly string[], field: string) => string];

const plural = (count: string | undefined, one: string): string => `${count} ${one}${count === '1' ? '' : 's'}`;

const RULES: readonly Rule[] = [
  [/additional properties/, (_, field) => `${field} is not a field of this request; remove it`],
  [/^(Unknown query parameter .*)$/, ([, said]) => `${said}; remove it`],
  [/^Empty value found/, (_, field) => `${field} is empty; give it a value or leave it out`],
  [/required property/, (_, field) => `${field} is missing; send it`],
  [/^must match format "(.+)"/, ([, name = ''], field) => `${field} ${FORMATS[name] ?? `must be in the format ${name}`}`],
  [
    /^must match pattern "\^-\?\(?([\w|]+)/,
    ([, names = ''], field) =>
      `${field} takes ${names.replaceAll('|', ', ')}: one or several, comma-separated, each with - in front for descending`,
  ],
  [
    /^must match pattern "(.*)"$/s,
    ([, pattern = ''], field) =>
      `${field} ${PATTERNS.find(([part]) => pattern.includes(part))?.[1] ?? 'has characters that are not allowed there'}`,
  ],
  [/^must be equal to one of the allowed values: (.*)$/, ([, values], field) => `${field} must be one of: ${values}`],
  [/^must be (<=|>=) (\S+)$/, ([, sign, bound], field) => `${field} must be ${sign === '<=' ? 'at most' : 'at least'} ${bound}`],
  [/fewer than 1 properties/, (_, field) => `${field} needs at least one field`],
  [/fewer than 1 characters/, (_, field) => `${field} must not be empty`],
  [/fewer than (\d+) characters/, ([, n], field) => `${field} must have at least ${plural(n, 'character')}`],
  [/more than (\d+) characters/, ([, n], field) => `${field} may have at most ${plural(n, 'character')}`],
  [/fewer than (\d+) items/, ([, n], field) => `${field} must name at least ${plural(n, 'item')}`],
  [/more than (\d+) items/, ([, n], field) => `${field} may name at most ${plural(n, 'item')}`],
  [/duplicate items .* (\d+) and (\d+) are/, ([, a, b], field) => `${field} names the same item twice, at places ${a} and ${b}`],
  [
    /^must be ([\w,]+)$/,
    ([, types = ''], field) =>
      `${field} must be ${types
        .split(',')
        .map((type) => TYPES[type] ?? type)
        .join(' or ')}`,
  ],
];

/** The sentence for a person: which part, what is wrong, what would be right. */
export function sayFault({ pointer, message }: Finding): string {
  const field = pointer === '/' || pointer === '' ? 'The body' : pointer;
  for (const [pattern, say] of RULES) {
    const found = pattern.exec(message);
    if (found) return `${say(found, field)}.`;
  }
  return `${field} ${message}.`;
}

/** Drops what only repeats another finding in worse words: a pattern beside a format or a length. */
export const worthSaying = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((one) => one.code !== 'pattern' || !findings.some((other) => other.pointer === one.pointer && other.code !== 'pattern'));
