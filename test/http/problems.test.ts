import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { sayFault, worthSaying } from '../../src/http/say-fault.ts';
import type { CallOptions, ProblemBody } from '../support/client.ts';
import { clientFor, freshWorkspace } from '../support/workspace.ts';

const shared = freshWorkspace();
const say = (message: string, pointer = '/x'): string => sayFault({ pointer, code: 'any', message });

/** What a person does wrong, where she is pointed to, and what she is told. */
const MISTAKES: readonly (readonly [what: string, method: string, path: string, options: CallOptions, pointer: string, detail: RegExp])[] =
  [
    ['an id that is none', 'GET', '/dossiers/42', {}, 'dossierId', /^dossierId must be a UUID, such as 0190/],
    [
      'a sort that is none',
      'GET',
      '/dossiers?sort=size',
      {},
      'sort',
      /^sort takes name, dateAdded, dateModified, dueDate: .* - in front for descending\.$/,
    ],
    ['a limit above the most', 'GET', '/dossiers?limit=500', {}, 'limit', /^limit must be at most 200\.$/],
    ['a limit twice', 'GET', '/dossiers?limit=1&limit=2', {}, 'limit', /^limit must be one whole number\.$/],
    ['a limit in another notation', 'GET', '/dossiers?limit=1e1', {}, 'limit', /^limit must be one whole number\.$/],
    ['an offset with a sign', 'GET', '/dossiers?offset=%2B1', {}, 'offset', /^offset must be one whole number\.$/],
    ['an offset of a space', 'GET', '/dossiers?offset=%20', {}, 'offset', /^offset must be one whole number\.$/],
    ['an age in hexadecimals', 'GET', '/auth/authorize?max_age=0x10', {}, 'max_age', /^max_age must be one whole number\.$/],
    ['a status with a reserved character', 'GET', '/dossiers?status=a:b', {}, 'status', /^status must be one of: ACTIVE/],
    [
      'a moment farther from UTC than any place',
      'GET',
      '/files?dateAdded[lt]=2026-03-02T09:30:00%2B23:59',
      {},
      'dateAdded[lt]',
      /must be a time in the years 1000 to 8999, at most 15 hours from UTC/,
    ],
    [
      'a moment in a leap second',
      'POST',
      '/dossiers',
      { json: { name: 'x', dueDate: '2026-12-31T23:59:60Z' } },
      '/dueDate',
      /must be a time/,
    ],
    ['a parameter that is none', 'GET', '/files?state=ERROR', {}, 'state', /^Unknown query parameter 'state'; remove it\.$/],
    ['a filter of no such status', 'GET', '/files?status=DONE', {}, 'status', /^status must be one of: UPLOADED, PROCESSING, /],
    [
      'a moment that is none',
      'GET',
      '/files?dateModified[gte]=yesterday',
      {},
      'dateModified[gte]',
      /must be a date with time and time zone, such as 2026-/,
    ],
    ['no name', 'POST', '/dossiers', { json: {} }, '/name', /^\/name is missing; send it\.$/],
    ['an empty name', 'POST', '/dossiers', { json: { name: '' } }, '/name', /^\/name must not be empty\.$/],
    ['a name of two lines', 'POST', '/dossiers', { json: { name: 'a\nb' } }, '/name', /^\/name must be one line /],
    ['a number for a name', 'POST', '/dossiers', { json: { name: 5 } }, '/name', /^\/name must be text in quotes\.$/],
    [
      'a day for a moment',
      'POST',
      '/dossiers',
      { json: { name: 'x', dueDate: '2026-11-30' } },
      '/dueDate',
      /^\/dueDate must be a date with time/,
    ],
    [
      'a field that is none',
      'POST',
      '/dossiers',
      { json: { name: 'x', owner: 'me' } },
      '/owner',
      /^\/owner is not a field of this request; remove it\.$/,
    ],
    [
      'contents of no such kind',
      'POST',
      '/result-packages',
      { json: { selection: { fileIds: [randomUUID()] }, contents: ['ALL'] } },
      '/contents/0',
      /must be one of: ORIGINAL\.$/,
    ],
    [
      'an empty selection',
      'POST',
      '/result-packages',
      { json: { selection: {} } },
      '/selection',
      /^\/selection needs at least one field\.$/,
    ],
    [
      'a list without items',
      'POST',
      '/result-packages',
      { json: { selection: { fileIds: [] } } },
      '/selection/fileIds',
      /must name at least 1 item\.$/,
    ],
  ];

describe('problems', () => {
  for (const [what, method, path, options, pointer, detail] of MISTAKES) {
    it(`${what}: the place and what would be right, in plain words`, async () => {
      const { owner } = await shared;
      const { body } = await owner.problem('invalid-request', method, path, options);
      assert.equal(body.errors?.length, 1);
      assert.equal(body.errors?.[0]?.pointer, pointer);
      assert.match(body.errors?.[0]?.detail ?? '', detail);
      assert.equal(body.detail, body.errors?.[0]?.detail);
      assert.doesNotMatch(body.detail, /must match|must NOT|pattern|allowed values|properties|schema/);
    });
  }

  it('every other mistake names its way out too', async () => {
    const workspace = await shared;
    const { owner, id } = workspace;
    const body = { body: '{"name":', headers: { 'content-type': 'application/json' } };
    const told = async (code: string, answer: Promise<{ body: ProblemBody }>): Promise<string> => {
      const { body: problem } = await answer;
      assert.equal(problem.code, code);
      return problem.detail;
    };
    const get = { method: 'GET', path: '/dossiers' } as const;
    const as = async (client: typeof owner) => client.request<ProblemBody>(get.method, get.path);
    assert.match(await told('invalid-request', owner.post('/dossiers', body)), /missing quote, comma or brace/);
    assert.match(await told('unauthenticated', as(clientFor(undefined, id))), /Send "Authorization: Bearer <access token>"/);
    assert.match(
      await told('insufficient-scope', as(await workspace.as('OWNER', { scopes: ['files:read'] }))),
      /lacks the scope dossiers:read/,
    );
    assert.match(
      await told('role-too-low', as(await workspace.as('AUDITOR'))),
      /is AUDITOR; this needs one of: OWNER, MANAGER, MEMBER, READER/,
    );
    assert.match(await told('workspace-forbidden', as(owner.inWorkspace(randomUUID()))), /GET \/account\/workspaces lists yours/);
    assert.match(
      await told('tenant-header-invalid', as(owner.inWorkspace(undefined))),
      /header is missing\. Send the id of your workspace/,
    );
    assert.match(await told('not-found', owner.get(`/dossiers/${randomUUID()}`)), /Check the id and the X-TENANT-ID header/);
  });

  it('says in plain words what the validator says in its own', () => {
    assert.equal(say('must be string,null'), '/x must be text in quotes or null.');
    assert.equal(say('must NOT have more than 1 characters'), '/x may have at most 1 character.');
    assert.equal(say('must NOT have duplicate items (items ## 0 and 3 are identical)'), '/x names the same item twice, at places 0 and 3.');
    assert.equal(say('must NOT have fewer than 1 properties', '/'), 'The body needs at least one field.');
    assert.equal(say('must match pattern "^-?dateAdded$"', 'sort').startsWith('sort takes dateAdded:'), true);
    assert.equal(say('must match pattern "^[a-z]+$"'), '/x has characters that are not allowed there.');
    assert.equal(say('must be something new'), '/x must be something new.');
  });

  it('leaves out a pattern that only repeats a better finding at the same place', () => {
    const [pattern, format, elsewhere] = [
      { pointer: '/a', code: 'pattern', message: '' },
      { pointer: '/a', code: 'format', message: '' },
      { pointer: '/b', code: 'pattern', message: '' },
    ];
    assert.deepEqual(worthSaying([pattern, format, elsewhere]), [format, elsewhere]);
  });
});
