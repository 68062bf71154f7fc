import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Dossier, DossierTemplate, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';

test('a dossier needs nothing but a name and gets the workspace default template', async () => {
  const { owner } = await freshWorkspace();
  const templates = await owner.get<List<DossierTemplate>>('/dossier-templates', { expect: 200 });
  const created = await owner.post<Dossier>('/dossiers', { json: { name: 'Rental Main Street 5' }, expect: 201 });
  const dossier = created.body;
  assert.equal(dossier.name, 'Rental Main Street 5');
  assert.equal(dossier.dossierTemplateId, templates.body.results.find((one) => one.isDefault)?.id);
  assert.equal(dossier.status, 'ACTIVE');
  assert.deepEqual([dossier.description, dossier.dueDate, dossier.attributes], [null, null, {}]);
  assert.deepEqual([dossier.fileCount, dossier.pageCount, dossier.byteCount], [0, 0, 0]);
  assert.equal(dossier.ownerId, dossier.createdBy);
  assert.match(dossier.dateAdded, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

  const read = await owner.get<Dossier>(created.headers.location ?? '', { expect: 200 });
  assert.deepEqual(read.body, dossier);
  assert.equal(read.headers.etag, created.headers.etag);
});

test('a dossier keeps what it was given, in UTC with milliseconds', async () => {
  const { owner } = await freshWorkspace();
  const template = (await owner.get<List<DossierTemplate>>('/dossier-templates')).body.results[0];
  const json = {
    name: 'Ümläute 漢字 🗂',
    description: 'two\nlines',
    dueDate: '2027-01-31T12:00:00.123456+02:00',
    dossierTemplateId: template?.id,
  };
  const { body } = await owner.post<Dossier>('/dossiers', { json, expect: 201 });
  assert.deepEqual([body.name, body.description, body.dueDate], [json.name, json.description, '2027-01-31T10:00:00.123Z']);
});

test('an unknown dossier template is refused and names the field', async () => {
  const { owner } = await freshWorkspace();
  const json = { name: 'x', dossierTemplateId: '019a9c5e-7d10-7c3a-9b1e-2f4a6c8d0e12' };
  const { body } = await owner.problem('unprocessable', 'POST', '/dossiers', { json });
  assert.equal(body.errors?.[0]?.pointer, '/dossierTemplateId');
  assert.equal((await owner.get<List<Dossier>>('/dossiers')).body.count, 0);
});

for (const [why, json, pointer] of [
  ['no name', {}, '/name'],
  ['an empty name', { name: '' }, '/name'],
  ['a blank name', { name: '   ' }, '/name'],
  ['a line break in the name', { name: 'a\nb' }, '/name'],
  ['a name of 201 characters', { name: 'x'.repeat(201) }, '/name'],
  ['a number as name', { name: 1 }, '/name'],
  ['a field that is not there', { name: 'x', status: 'TRASHED' }, '/status'],
  ['the workspace as a field', { name: 'x', workspaceId: '019a9c5e-7d10-7c3a-9b1e-2f4a6c8d0e12' }, '/workspaceId'],
  ['a due date that is no time', { name: 'x', dueDate: 'tomorrow' }, '/dueDate'],
  ['a due date before our era', { name: 'x', dueDate: '0000-06-01T00:00:00Z' }, '/dueDate'],
  ['a due date that leaves the year 8999 in UTC', { name: 'x', dueDate: '8999-12-31T23:00:00-12:00' }, '/dueDate'],
  ['a due date that lies before the year 1000 in UTC', { name: 'x', dueDate: '1000-01-01T00:00:00+01:00' }, '/dueDate'],
  ['a due date farther from UTC than any place', { name: 'x', dueDate: '2027-01-31T12:00:00+23:59' }, '/dueDate'],
  ['a template id that is no id', { name: 'x', dossierTemplateId: 'default' }, '/dossierTemplateId'],
] as const) {
  test(`creating a dossier with ${why} is a 400 that names the field`, async () => {
    const { owner } = await sharedWorkspace();
    const { body } = await owner.problem('invalid-request', 'POST', '/dossiers', { json });
    assert.ok(
      body.errors?.some((fault) => fault.pointer === pointer),
      JSON.stringify(body.errors),
    );
  });
}

test('members make dossiers, readers and auditors do not', async () => {
  const workspace = await freshWorkspace();
  for (const role of ['OWNER', 'MANAGER', 'MEMBER'] as const) {
    await (await workspace.as(role)).post('/dossiers', { json: { name: role }, expect: 201 });
  }
  for (const role of ['READER', 'AUDITOR'] as const) {
    await (await workspace.as(role)).problem('role-too-low', 'POST', '/dossiers', { json: { name: role } });
  }
  assert.equal((await workspace.owner.get<List<Dossier>>('/dossiers')).body.count, 3);
});

// refusals change nothing, so they may share one workspace
let shared: ReturnType<typeof freshWorkspace> | undefined;
function sharedWorkspace(): ReturnType<typeof freshWorkspace> {
  shared ??= freshWorkspace();
  return shared;
}
