import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../../scripts/generate/contract-types.ts';
import { differencesOf } from '../../scripts/record/differences.ts';
import { recordChange, recordFaults } from '../../scripts/record/record.ts';
import { surfaceOf } from '../../scripts/record/surface.ts';

type Json = Record<string, unknown>;

const propertiesOf = (schema: Json): Record<string, Json> => schema['properties'] as Record<string, Json>;

/** A contract of one operation that takes and gives a thing. */
function contract(
  change: (parts: { operation: Json; thing: Json; parameter: Json; answer: Json; body: Json; paths: Json }) => void = () => {},
): Contract {
  const thing: Json = {
    type: 'object',
    description: 'A thing.',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 10, description: 'A word.' },
      kind: { type: 'string', maxLength: 5, enum: ['SMALL', 'LARGE'] },
      inner: { $ref: '#/components/schemas/Thing' },
    },
  };
  const parameter: Json = { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200 } };
  const body: Json = { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } };
  const answer: Json = {
    description: 'It.',
    headers: { ETag: { required: true, schema: { type: 'string' } } },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Answered' } } },
  };
  const operation: Json = {
    operationId: 'makeThing',
    security: [{ oauth2: ['things:write'] }, { bearer: [] }],
    'x-roles': ['OWNER', 'MEMBER'],
    'x-problems': ['invalid-request'],
    parameters: [parameter],
    requestBody: body,
    responses: { '201': answer, default: { description: 'No.', content: { 'application/problem+json': { schema: { type: 'object' } } } } },
  };
  const paths: Json = { '/things': { post: operation } };
  const answered = structuredClone(thing);
  propertiesOf(answered)['inner'] = { $ref: '#/components/schemas/Answered' };
  change({ operation, thing, parameter, answer, body, paths });
  const schemas = { Thing: thing, Answered: answered };
  return { openapi: '3.0.3', info: { title: 'T', version: '1' }, tags: [], paths, components: { schemas } } as unknown as Contract;
}

/** The same with another shape of what is answered. */
const answering = (change: (answered: Json & { properties: Record<string, Json> }) => void): Contract => {
  const given = contract();
  change(given.components.schemas['Answered'] as unknown as Json & { properties: Record<string, Json> });
  return given;
};

const seen = (after: Contract): string[] =>
  differencesOf(surfaceOf(contract()), surfaceOf(after)).flatMap(({ subject, differences }) =>
    differences.map(({ text, breaking }) => `${subject}: ${breaking ? 'BREAKS ' : ''}${text}`),
  );

/** Each kind of change once: what is made of it. */
const KINDS: readonly (readonly [what: string, after: Contract, said: readonly string[]])[] = [
  ['nothing', contract(), []],
  [
    'other words',
    contract(({ thing, operation }) => Object.assign(thing, { description: 'x' }) && Object.assign(operation, { summary: 'x' })),
    [],
  ],
  [
    'a new operation',
    contract(({ paths, operation }) => (paths['/others'] = { get: { ...operation, operationId: 'more' } })),
    ['GET /others: new operation `more`'],
  ],
  ['an operation gone', contract(({ paths }) => delete paths['/things']), ['BREAKS operation `makeThing` is gone']],
  [
    'another name',
    contract(({ operation }) => (operation['operationId'] = 'createThing')),
    ['BREAKS is called `createThing`, was `makeThing`'],
  ],
  [
    'another listener',
    contract(({ operation }) => (operation['x-listener'] = 'internal')),
    ['BREAKS is on the internal listener, was on the public one'],
  ],
  [
    'a new scope',
    contract(({ operation }) => (operation['security'] = [{ oauth2: ['all'] }, { bearer: [] }])),
    ['BREAKS asks for `oauth2 all`', 'BREAKS takes `oauth2 things:write` no longer'],
  ],
  ['a role less', contract(({ operation }) => (operation['x-roles'] = ['OWNER'])), ['BREAKS is closed to `MEMBER`']],
  ['a role more', contract(({ operation }) => (operation['x-roles'] = ['OWNER', 'MEMBER', 'READER'])), ['is open to `READER`']],
  [
    'other problems',
    contract(({ operation }) => (operation['x-problems'] = ['not-found'])),
    ['may answer `not-found`', 'never answers `invalid-request` any more'],
  ],
  [
    'a new parameter',
    contract(({ operation, parameter }) => (operation['parameters'] = [parameter, { ...parameter, name: 'q' }])),
    ['new parameter `query q`'],
  ],
  [
    'a new required parameter',
    contract(({ operation, parameter }) => (operation['parameters'] = [parameter, { ...parameter, name: 'q', required: true }])),
    ['BREAKS new required parameter `query q`'],
  ],
  ['a parameter gone', contract(({ operation }) => (operation['parameters'] = [])), ['BREAKS parameter `query limit` is gone']],
  ['a parameter required', contract(({ parameter }) => (parameter['required'] = true)), ['BREAKS parameter `query limit` is required now']],
  [
    'a narrower parameter',
    contract(({ parameter }) => (parameter['schema'] = { type: 'integer', minimum: 2, maximum: 200 })),
    ['BREAKS parameter `query limit` has minimum `2`, had `1`'],
  ],
  [
    'a wider parameter',
    contract(({ parameter }) => (parameter['schema'] = { type: 'integer', minimum: 1, maximum: 300 })),
    ['parameter `query limit` has maximum `300`, had `200`'],
  ],
  [
    'another type',
    contract(({ parameter }) => (parameter['schema'] = { type: 'string' })),
    ['BREAKS parameter `query limit` is of type "string", was of type "integer"'],
  ],
  [
    'another default',
    contract(({ parameter }) => (parameter['schema'] = { type: 'integer', minimum: 1, maximum: 200, default: 7 })),
    ['BREAKS parameter `query limit` has default `7`, had none'],
  ],
  ['no body', contract(({ operation }) => delete operation['requestBody']), ['BREAKS takes no body any more']],
  ['a body that may be left out', contract(({ body }) => (body['required'] = false)), ['the body may be left out']],
  [
    'schema Thing: another type of it',
    contract(({ body }) => (body['content'] = { 'text/plain': {} })),
    ['BREAKS takes no `application/json` any more', 'takes `text/plain`'],
  ],
  [
    'a new field to send',
    contract(({ thing }) => (propertiesOf(thing)['more'] = { type: 'boolean' })),
    ['schema Thing: new field `more` of it'],
  ],
  [
    'a field that must be sent',
    contract(({ thing }) => (thing['required'] = ['name', 'kind'])),
    ['schema Thing: BREAKS field `kind` of it is always there'],
  ],
  [
    'a shorter text',
    contract(({ thing }) => (propertiesOf(thing)['name'] = { type: 'string', minLength: 1, maxLength: 9 })),
    ['schema Thing: BREAKS field `name` of it has maxLength `9`, had `10`'],
  ],
  [
    'a pattern',
    contract(({ thing }) => Object.assign(propertiesOf(thing)['name'] ?? {}, { pattern: '^a' })),
    ['schema Thing: BREAKS field `name` of it has pattern `"^a"`, had none'],
  ],
  [
    'a choice less',
    contract(({ thing }) => Object.assign(propertiesOf(thing)['kind'] ?? {}, { enum: ['SMALL'] })),
    ['schema Thing: BREAKS field `kind` of it is never `LARGE` any more'],
  ],
  [
    'null to send',
    contract(({ thing }) => Object.assign(propertiesOf(thing)['kind'] ?? {}, { nullable: true })),
    ['schema Thing: field `kind` of it may be null'],
  ],
  ['free fields', contract(({ thing }) => (thing['additionalProperties'] = true)), ['schema Thing: it may have further fields']],
  [
    'other parts',
    contract(({ thing }) => Object.assign(propertiesOf(thing)['kind'] ?? {}, { anyOf: [{ minLength: 1 }] })),
    ['schema Thing: BREAKS field `kind` of it is made of other parts (anyOf)'],
  ],
  ['a status less', contract(({ operation }) => delete (operation['responses'] as Json)['201']), ['BREAKS answers `201` no longer']],
  ['a status more', contract(({ operation, answer }) => ((operation['responses'] as Json)['202'] = answer)), ['may answer `202`']],
  ['a header less', contract(({ answer }) => (answer['headers'] = {})), ['BREAKS `201` has no header `ETag` any more']],
  [
    'a header not always',
    contract(({ answer }) => (answer['headers'] = { ETag: { schema: {} } })),
    ['BREAKS `201` may lack the header `ETag`'],
  ],
  ['another type of answer', contract(({ answer }) => (answer['content'] = {})), ['BREAKS `201` has no `application/json` any more']],
  [
    'a field less in the answer',
    answering(({ properties }) => delete properties['kind']),
    ['schema Answered: BREAKS field `kind` of it is gone'],
  ],
  [
    'a field more in the answer',
    answering(({ properties }) => (properties['more'] = { type: 'boolean' })),
    ['schema Answered: new field `more` of it'],
  ],
  [
    'a field not always in the answer',
    answering((schema) => (schema['required'] = [])),
    ['schema Answered: BREAKS field `name` of it may be left out'],
  ],
  [
    'null in the answer',
    answering(({ properties }) => Object.assign(properties['name'] ?? {}, { nullable: true })),
    ['schema Answered: BREAKS field `name` of it may be null'],
  ],
  [
    'a choice more in the answer',
    answering(({ properties }) => Object.assign(properties['kind'] ?? {}, { enum: ['SMALL', 'LARGE', 'HUGE'] })),
    ['schema Answered: field `kind` of it may be `HUGE`'],
  ],
  [
    'a longer text in the answer',
    answering(({ properties }) => Object.assign(properties['name'] ?? {}, { maxLength: 11 })),
    ['schema Answered: field `name` of it has maxLength `11`, had `10`'],
  ],
];

describe('changes of the contract', () => {
  for (const [what, after, said] of KINDS) {
    it(`${what}: ${said.some((text) => text.includes('BREAKS')) ? 'breaks callers' : 'breaks nobody'}`, () => {
      assert.deepEqual(
        seen(after),
        said.map((text) => (/^(GET|schema) /.test(text) ? text : `POST /things: ${text}`)),
      );
    });
  }

  it('are written down with their reason, breaking ones only when that is said', () => {
    const root = mkdtempSync(join(tmpdir(), 'tabularium-record-'));
    try {
      for (const folder of ['api-spec', 'docs']) mkdirSync(join(root, folder));
      writeFileSync(join(root, 'api-spec/recorded.json'), JSON.stringify(surfaceOf(contract())));
      writeFileSync(join(root, 'docs/api-changes.md'), '# Changes\n\n## 2026-01-01: Old\n');
      const wider = contract(({ parameter }) => (parameter['schema'] = { type: 'integer', minimum: 1, maximum: 300 }));
      assert.equal(recordFaults(root, wider).length, 1);
      recordChange(root, wider, { why: 'Larger pages.', breaking: false, day: '2026-01-02' });
      assert.deepEqual(recordFaults(root, wider), []);
      const without = contract(({ paths }) => delete paths['/things']);
      const [day, why] = ['2026-01-03', 'Gone.'];
      assert.throws(() => recordChange(root, without, { why, breaking: false, day }), /--breaking[^]*operation `makeThing` is gone/);
      recordChange(root, without, { why, breaking: true, day });
      assert.equal(
        readFileSync(join(root, 'docs/api-changes.md'), 'utf8'),
        `# Changes

## 2026-01-03: Gone.

- \`POST /things\`
  - **breaking:** operation \`makeThing\` is gone

## 2026-01-02: Larger pages.

- \`POST /things\`
  - parameter \`query limit\` has maximum \`300\`, had \`200\`

## 2026-01-01: Old
`,
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('are told from what is recorded of the contract itself', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const current = JSON.parse(readFileSync(join(root, 'src/http/generated/openapi.json'), 'utf8')) as Contract;
    const more = structuredClone(current) as unknown as { paths: Record<string, Json> };
    more.paths['/never-recorded'] = { get: { operationId: 'never', security: [], 'x-problems': [], responses: {} } };
    assert.ok(recordFaults(root, more as unknown as Contract).some((fault) => fault.startsWith('GET /never-recorded: new operation')));
  });
});
