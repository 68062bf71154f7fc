import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inOwnerTransaction } from '../../../scripts/operate/owner.ts';
import { setting } from '../../support/environment.ts';
import type { Job, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, storedOf, uploadOne } from '../files/support.ts';

test('a worker finds what is due, removes it for good, and its workspace sees the jobs that did it', async () => {
  const { id: workspaceId, owner } = await freshWorkspace();
  const [dossierId, otherId] = [await newDossier(owner), await newDossier(owner)];
  await uploadOne(owner, dossierId);
  const fileId = (await uploadOne(owner, otherId)).id;
  await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
  await owner.delete(`/files/${fileId}`, { expect: 204 });
  await inOwnerTransaction(setting('DATABASE_OWNER_URL'), async (tx) => {
    const long = "interval '9000 hours'"; // longer than any installation may keep its trash
    await tx.query(`update app.dossiers set date_trashed = date_trashed - ${long} where workspace_id = $1`, [workspaceId]);
    await tx.query(`update app.files set date_deleted = date_deleted - ${long} where workspace_id = $1`, [workspaceId]);
  });
  const done = await waitFor(
    'both jobs',
    async () => {
      const { body } = await owner.get<List<Job>>('/jobs', { query: { status: 'COMPLETED' } });
      const purges = body.results.filter(({ kind }) => kind.startsWith('PURGE_'));
      return purges.length === 2 && Object.fromEntries(purges.map(({ kind, subject }) => [kind, [subject.type, subject.id]]));
    },
    120,
  );
  assert.deepEqual(done, { PURGE_DOSSIER: ['DOSSIER', dossierId], PURGE_FILE: ['FILE', fileId] });
  await owner.problem('not-found', 'GET', `/dossiers/${dossierId}`);
  await owner.problem('not-found', 'POST', `/dossiers/${dossierId}/restore`);
  await owner.problem('not-found', 'POST', `/files/${fileId}/restore`);
  await owner.get(`/dossiers/${otherId}`, { expect: 200 });
  await waitFor('the bytes are gone', async () => (await storedOf(workspaceId)).objects === 0, 120);
});
