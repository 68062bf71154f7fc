import { type Change, type Draft, pair, withHeader } from './draft.ts';
import { type FlatOperation, otherMethods } from './spec.ts';

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: [
    '',
    '*',
    '/',
    'application/json;version=99',
    'application/json; version=x',
    'text/html',
    `${'a/b,'.repeat(500)}*/*`,
    'application/json;q=9',
  ],
  'accept-encoding': ['gzip', '*;q=0', 'identity;q=0', 'br, , ,'],
  'accept-language': ['*', `${'x-'.repeat(500)}y`],
  prefer: [
    '',
    'wait',
    'wait=',
    'wait=-1',
    'wait=x',
    'wait=99999999999999999999',
    'return=nonsense',
    'respond-async, wait=0',
    ';;=,"',
    'return="minimal',
  ],
  'idempotency-key': ['', 'a b', '"quoted"', 'x'.repeat(256), 'ä', '🗝️', `'; drop table x; --`],
  'if-match': [
    '',
    'x',
    '"',
    '"a", "b"',
    'W/"a"',
    '*',
    '""',
    `"${'x'.repeat(3_000)}"`,
    '"0.x"',
    '"99999999999999999999.x"',
    '"-1.x"',
    '"1"',
  ],
  'if-none-match': ['', '*', 'x', '"', `${'"a",'.repeat(500)}"b"`, 'W/*'],
  'if-modified-since': ['x', 'Thu, 99 Foo 2026 25:61:61 GMT', '0'],
  'if-unmodified-since': ['x', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  range: [
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-1',
    'bytes=-0',
    'bytes=0-0,1-1,2-2',
    'bytes=99999999999999999999-',
    'lines=1-2',
    'bytes=0x1-',
    `bytes=${'0-1,'.repeat(500)}2-3`,
  ],
  'if-range': ['', 'x', '"x"', 'W/"x"'],
  'last-event-id': ['', 'x', '-1', '0', '99999999999999999999', '019a9c5e-7d10-7c3a-9b1e-2f4a6c8d0e12', 'x'.repeat(3_000)],
  traceparent: [
    '',
    'x',
    '00-00000000000000000000000000000000-0000000000000000-00',
    `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`,
  ],
  tracestate: ['', '=,=', 'x'.repeat(2_000)],
  baggage: ['a=b;c,,', '%zz'],
  'tus-resumable': ['', '0.2.2', '9.9.9', '1.0.0, 1.0.0'],
  'upload-offset': ['', '-1', 'x', '1e3', '99999999999999999999', '0, 0'],
  'upload-length': ['', '-1', 'x', '1.5', '99999999999999999999'],
  'upload-metadata': ['', 'a', 'a b c', 'filename !!!', `filename ${Buffer.from('../\u0000').toString('base64')}`, ',,,', '__proto__ YQ=='],
  'upload-defer-length': ['1', 'x'],
  'upload-concat': ['partial', 'final;/x'],
  'content-digest': ['', 'x', 'sha-256=x', 'sha-256=::', 'sha-256=:AAAA:', 'md5=:AAAA:, sha-256=:AAAA:', 'sha-256=:!:'],
  'repr-digest': ['sha-256=:AAAA:'],
  'content-range': ['bytes 0-1/2', 'x'],
  'content-language': ['\u00ff'],
  'content-encoding': ['', 'identity', 'gzip, gzip'],
  authorization: ['', 'Bearer', 'Bearer ', 'Basic Og==', 'Bearer a b', 'Bearer a.b.c', 'Digest x=y', 'x'.repeat(4_000)],
  'x-tenant-id': ['', 'x', '00000000-0000-0000-0000-000000000000', '{}', `' or '1'='1`],
  'x-http-method-override': ['DELETE', 'CONNECT'],
  'x-forwarded-for': ['x', '::1, 127.0.0.1', '999.1.1.1'],
  'x-forwarded-host': ['evil.example', 'a b'],
  'x-forwarded-proto': ['gopher'],
  forwarded: ['for=x;host=evil.example'],
  host: ['', 'evil.example', 'a b', '[::1', 'x:99999999'],
  origin: ['null', 'https://evil.example', 'x'],
  cookie: ['a', '__Host-session=x', `a=${'x'.repeat(4_000)}`, '__proto__=1'],
  expect: ['nonsense'],
  te: ['trailers'],
  upgrade: ['h2c'],
  'x-request-id': ['', 'a b', 'x'.repeat(300), '\u00e4', '<script>'],
  'keep-alive': ['timeout=x'],
  'max-forwards': ['0'],
  pragma: ['\u00ff\u00fe'],
};

/** Headers the caller must not lose for the rest to be tried. */
const DECISIVE = ['authorization', 'x-tenant-id', 'host'];

/** Headers that no parameter describes or that are worse than its schema can be, addresses, methods. */
export function hostileChanges(operation: FlatOperation): Change[] {
  return [...headers(), ...addresses(), ...methods(operation)];
}

const headers = (): Change[] =>
  Object.entries(HEADERS).flatMap(([name, values]) =>
    values.map((value) => ({
      slot: DECISIVE.includes(name) ? 'caller' : `header ${name}`,
      label: `header ${name}: ${value.slice(0, 40)}`,
      verdict: 'any' as const,
      apply: (draft: Draft) => withHeader(draft, name, Buffer.from(value).toString('latin1')), // each byte is a character there
    })),
  );

function addresses(): Change[] {
  const query = (label: string, verdict: Change['verdict'], text: string): Change => ({
    slot: 'query',
    label: `query ${label}`,
    verdict,
    apply: (draft) => ({ ...draft, query: [...draft.query, text] }),
  });
  return [
    query('has an unknown parameter', 'invalid', 'nonsense=1'),
    query('has a parameter of a prototype', 'invalid', '__proto__=1'),
    query('has a nested parameter of a prototype', 'invalid', '__proto__[a]=1'),
    query('has the parameter toString', 'invalid', 'toString=1'),
    query('has a parameter without a name', 'any', '=1'),
    query('has 1,200 parameters', 'any', Array.from({ length: 1_200 }, (_, n) => `p${n}=1`).join('&')),
    query('has broken escapes', 'any', '%zz=%c3%28'),
    query('is only signs', 'any', '&&&===???'),
    query('has a NUL', 'any', pair('a\u0000', '\u0000')),
    query('has the hint of the validator', 'invalid', '_openapi=1'),
    query('carries a token', 'any', 'access_token=x'),
  ];
}

const methods = (operation: FlatOperation): Change[] =>
  otherMethods(operation).map((method) => ({
    slot: 'method',
    label: `method ${method}`,
    verdict: 'invalid' as const,
    apply: (draft: Draft) => ({ ...draft, method }),
  }));
