import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { List, ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { filledDossier, readyPackage } from './support.ts';

test('the workspace lists its packages, newest first, page by page, without deleted ones', async () => {
  const [{ owner }, other] = [await freshWorkspace(), await freshWorkspace()];
  const { dossierId } = await filledDossier(owner, 'a.txt');
  const foreign = await filledDossier(other.owner, 'b.txt');
  await readyPackage(other.owner, `/dossiers/${foreign.dossierId}/result-packages`);
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) ids.push((await readyPackage(owner, `/dossiers/${dossierId}/result-packages`)).id);
  await owner.delete(`/result-packages/${ids.shift()}`, { expect: 204 });

  const page = await owner.get<List<ResultPackage>>('/result-packages', { query: { limit: 2 }, expect: 200 });
  assert.equal(page.body.count, 3);
  const next = await owner.get<List<ResultPackage>>(String(page.body.next), { expect: 200 });
  const listed = [...page.body.results, ...next.body.results];
  assert.deepEqual(
    listed.map(({ id }) => id),
    ids.toReversed(),
  );
  assert.equal(next.body.next, null);
  const oldest = await owner.get<List<ResultPackage>>('/result-packages', { query: { sort: 'dateAdded', limit: 1 }, expect: 200 });
  assert.equal(oldest.body.results[0]?.id, ids[0]);
  const [one] = listed;
  assert.deepEqual((await owner.get<ResultPackage>(`/result-packages/${one?.id}`, { expect: 200 })).body, one);
});

test('a status filters, and a bad one is refused', async () => {
  const { owner } = await freshWorkspace();
  const { dossierId } = await filledDossier(owner, 'a.txt');
  const { id } = await readyPackage(owner, `/dossiers/${dossierId}/result-packages`);
  const ids = async (status: string): Promise<string[]> =>
    (await owner.get<List<ResultPackage>>('/result-packages', { query: { status }, expect: 200 })).body.results.map((found) => found.id);
  assert.deepEqual(await ids('READY'), [id]);
  assert.deepEqual(await ids('FAILED'), []);
  await owner.problem('invalid-request', 'GET', '/result-packages', { query: { status: 'DONE' } });
  await owner.problem('invalid-request', 'GET', '/result-packages', { query: { sort: 'filename' } });
});
