import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { operations } from '../support/contract.ts';
import { freshWorkspace, type Role } from '../support/workspace.ts';
import { type Call, pathOf, SAMPLES } from './samples.ts';

// written by hand and reviewed by hand: what the contract says is held against it, never taken from it
const RIGHTS: Readonly<Record<string, readonly [scope: string, roles: string]>> = {
  getWorkspace: ['workspace:read', 'OWNER MANAGER MEMBER READER AUDITOR'],
  listDossierTemplates: ['dossier-templates:read', 'OWNER MANAGER MEMBER READER'],
  optionsDossierTemplates: ['dossier-templates:read', 'OWNER MANAGER MEMBER READER'],
  getDossierTemplate: ['dossier-templates:read', 'OWNER MANAGER MEMBER READER'],
  createDossier: ['dossiers:write', 'OWNER MANAGER MEMBER'],
  listDossiers: ['dossiers:read', 'OWNER MANAGER MEMBER READER'],
  optionsDossiers: ['dossiers:read', 'OWNER MANAGER MEMBER READER'],
  getDossier: ['dossiers:read', 'OWNER MANAGER MEMBER READER'],
  updateDossier: ['dossiers:write', 'OWNER MANAGER MEMBER'],
  deleteDossier: ['dossiers:write', 'OWNER MANAGER MEMBER'],
  restoreDossier: ['dossiers:write', 'OWNER MANAGER MEMBER'],
  uploadFiles: ['files:write', 'OWNER MANAGER MEMBER'],
  listDossierFiles: ['files:read', 'OWNER MANAGER MEMBER READER'],
  optionsDossierFiles: ['files:read', 'OWNER MANAGER MEMBER READER'],
  listFiles: ['files:read', 'OWNER MANAGER MEMBER READER'],
  optionsFiles: ['files:read', 'OWNER MANAGER MEMBER READER'],
  getFile: ['files:read', 'OWNER MANAGER MEMBER READER'],
  updateFile: ['files:write', 'OWNER MANAGER MEMBER'],
  deleteFile: ['files:delete', 'OWNER MANAGER MEMBER'],
  restoreFile: ['files:delete', 'OWNER MANAGER MEMBER'],
  getFileStatus: ['files:read', 'OWNER MANAGER MEMBER READER'],
  uploadFileVersion: ['files:write', 'OWNER MANAGER MEMBER'],
  listFileVersions: ['files:read', 'OWNER MANAGER MEMBER READER'],
  optionsFileVersions: ['files:read', 'OWNER MANAGER MEMBER READER'],
  getFileContent: ['files:read', 'OWNER MANAGER MEMBER READER'],
  headFileContent: ['files:read', 'OWNER MANAGER MEMBER READER'],
  createUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  getUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  headUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  patchUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  deleteUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  createPresignedUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  getUploadParts: ['files:write', 'OWNER MANAGER MEMBER'],
  completeUpload: ['files:write', 'OWNER MANAGER MEMBER'],
  createResultPackage: ['result-packages:write', 'OWNER MANAGER MEMBER READER'],
  createDossierResultPackage: ['result-packages:write', 'OWNER MANAGER MEMBER READER'],
  createFileResultPackage: ['result-packages:write', 'OWNER MANAGER MEMBER READER'],
  listResultPackages: ['result-packages:read', 'OWNER MANAGER MEMBER READER'],
  optionsResultPackages: ['result-packages:read', 'OWNER MANAGER MEMBER READER'],
  getResultPackage: ['result-packages:read', 'OWNER MANAGER MEMBER READER'],
  deleteResultPackage: ['result-packages:write', 'OWNER MANAGER MEMBER READER'],
  followResultPackage: ['result-packages:read', 'OWNER MANAGER MEMBER READER'],
  getResultPackageContent: ['result-packages:read', 'OWNER MANAGER MEMBER READER'],
  headResultPackageContent: ['result-packages:read', 'OWNER MANAGER MEMBER READER'],
  followEvents: ['jobs:read', 'OWNER MANAGER MEMBER READER'],
  listJobs: ['jobs:read', 'OWNER MANAGER MEMBER READER'],
  optionsJobs: ['jobs:read', 'OWNER MANAGER MEMBER READER'],
  getJob: ['jobs:read', 'OWNER MANAGER MEMBER READER'],
  getLicense: ['license:read', 'OWNER MANAGER MEMBER READER AUDITOR'],
  getLicenseUsage: ['license:read', 'OWNER MANAGER MEMBER READER AUDITOR'],
};
const ROLES: readonly Role[] = ['OWNER', 'MANAGER', 'MEMBER', 'READER', 'AUDITOR'];

const shared = freshWorkspace();
const scoped = operations.filter((one) => one.tenant);

test('S35: the table of rights names every operation inside a workspace', () => {
  assert.deepEqual(Object.keys(RIGHTS).sort(), scoped.map((one) => one.operationId).sort());
});

for (const operation of scoped) {
  const { operationId, method } = operation;
  const [sample, rights] = [SAMPLES[operationId], RIGHTS[operationId]];
  if (!sample || !rights) continue; // a test fails
  const [scope, roles] = rights;

  test(`S34, S35: ${operationId}: for ${roles} and for nobody else`, async () => {
    const workspace = await shared;
    for (const role of ROLES) {
      const caller = await workspace.as(role);
      const may = roles.split(' ').includes(role);
      const call: Call = await sample.prepare(sample.own && may ? caller : workspace.owner);
      const answer: Answer<unknown> = await caller.request(method, pathOf(operation.path, call.ids), call.options);
      if (may) {
        assert.equal(answer.status, sample.status, role);
      } else {
        assert.equal(answer.status, 403, role);
        if (method !== 'HEAD') assert.equal((answer.body as { code: string }).code, 'role-too-low');
      }
    }
  });

  test(`S34, S35: ${operationId}: needs the scope ${scope} and no other`, async () => {
    const workspace = await shared;
    assert.deepEqual(operation.scopes, [scope]);
    const call = await sample.prepare(workspace.owner);
    const path = pathOf(operation.path, call.ids);
    const others = [...new Set(Object.values(RIGHTS).map(([one]) => one))].filter((one) => one !== scope);
    const without = await (await workspace.as('OWNER', { scopes: others })).request(method, path, call.options);
    assert.equal(without.status, 403);
    assert.match(String(without.headers['www-authenticate']), new RegExp(`^Bearer .*error="insufficient_scope".*scope="${scope}"`));
    if (method !== 'HEAD') assert.equal((without.body as { code: string }).code, 'insufficient-scope');
    const only = await (await workspace.as('OWNER', { scopes: [scope] })).request(method, path, call.options);
    assert.equal(only.status, sample.status);
  });
}
