import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { DossierTemplate, List } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';

test('a new workspace has exactly one dossier template, its default', async () => {
  const { owner } = await freshWorkspace();
  const { body } = await owner.get<List<DossierTemplate>>('/dossier-templates', { expect: 200 });
  assert.deepEqual([body.count, body.countExact, body.next, body.previous], [1, true, null, null]);
  const [template] = body.results;
  assert.equal(template?.isDefault, true);
  const read = await owner.get<DossierTemplate>(`/dossier-templates/${template?.id}`, { expect: 200 });
  assert.deepEqual(read.body, template);
  await owner.get(`/dossier-templates/${template?.id}`, { headers: { 'if-none-match': read.headers.etag }, expect: 304 });
});

test('an unknown dossier template is a 404, an id that is no id a 400', async () => {
  const { owner } = await freshWorkspace();
  await owner.problem('not-found', 'GET', `/dossier-templates/${randomUUID()}`);
  const { body } = await owner.problem('invalid-request', 'GET', '/dossier-templates/default');
  assert.equal(body.errors?.[0]?.pointer, 'dossierTemplateId');
});

test('readers see dossier templates, auditors do not', async () => {
  const workspace = await freshWorkspace();
  await (await workspace.as('READER')).get('/dossier-templates', { expect: 200 });
  await (await workspace.as('AUDITOR')).problem('role-too-low', 'GET', '/dossier-templates');
});
