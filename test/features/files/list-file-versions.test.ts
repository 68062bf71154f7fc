import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import type { Client } from '../../support/client.ts';
import type { FileStatus, FileVersion, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, uploadOne } from './support.ts';

async function withVersions(owner: Client, count: number): Promise<string> {
  const { id } = await uploadOne(owner, await newDossier(owner), textFile('a.txt', 'x'));
  for (let version = 2; version <= count; version += 1) {
    const body = 'x'.repeat(version);
    await owner.post(`/files/${id}/versions`, { body, headers: { 'content-type': 'text/plain' }, expect: 202 });
  }
  return id;
}
const page = async (owner: Client, path: string, query: Record<string, string | number> = {}): Promise<List<FileVersion>> =>
  (await owner.get<List<FileVersion>>(path, { query, expect: 200 })).body;
const numbers = ({ results }: List<FileVersion>): number[] => results.map(({ version }) => version);

test('the newest first, each with its own facts, one of them the current one', async () => {
  const { owner, ownerUser } = await freshWorkspace();
  const id = await withVersions(owner, 3);
  const { results, count } = await page(owner, `/files/${id}/versions`);
  assert.equal(count, 3);
  assert.deepEqual(
    results.map(({ version, size, isCurrent, filename, createdBy }) => [version, size, isCurrent, filename, createdBy]),
    [3, 2, 1].map((n) => [n, n, n === 3, 'a.txt', ownerUser.userId]),
  );
  assert.equal(new Set(results.map(({ sha256 }) => sha256)).size, 3);
});

test('pages by cursor, from either side', async () => {
  const { owner } = await freshWorkspace();
  const path = `/files/${await withVersions(owner, 5)}/versions`;
  const first = await page(owner, path, { limit: 2 });
  const second = await page(owner, String(first.next));
  const third = await page(owner, String(second.next));
  assert.deepEqual([first, second, third].map(numbers), [[5, 4], [3, 2], [1]]);
  assert.equal(third.next, null);
  assert.deepEqual(numbers(await page(owner, String(third.previous))), [3, 2]);
  assert.deepEqual(numbers(await page(owner, path, { sort: 'version', offset: 1, limit: 2 })), [2, 3]);
  for (const query of [{ sort: 'size' }, { version: '1' }, { cursor: 'made-up' }]) {
    await owner.problem('invalid-request', 'GET', path, { query });
  }
});

test('status and content of each version by its number; an unknown one is not found', async () => {
  const { owner } = await freshWorkspace();
  const id = await withVersions(owner, 2);
  await waitFor('both are processed', async () =>
    (await page(owner, `/files/${id}/versions`)).results.every(({ processingStatus }) => processingStatus === 'PROCESSED'),
  );
  for (const version of [1, 2]) {
    const { body } = await owner.get<FileStatus>(`/files/${id}/status`, { query: { version }, expect: 200 });
    assert.deepEqual([body.version, body.processingStatus], [version, 'PROCESSED']);
    assert.equal((await owner.get(`/files/${id}/content`, { query: { version }, expect: 200 })).bytes.length, version);
  }
  for (const path of [`/files/${id}/status`, `/files/${id}/content`]) {
    await owner.problem('not-found', 'GET', path, { query: { version: 3 } });
    await owner.problem('invalid-request', 'GET', path, { query: { version: 0 } });
  }
  assert.equal((await owner.head(`/files/${id}/content`, { query: { version: 3 } })).status, 404);
});

test('versions of a file that is not there or deleted are not found, however the page is asked for', async () => {
  const { owner } = await freshWorkspace();
  const id = await withVersions(owner, 1);
  assert.deepEqual(numbers(await page(owner, `/files/${id}/versions`, { offset: 5 })), []);
  await owner.delete(`/files/${id}`, { expect: 204 });
  for (const gone of [id, newId()]) {
    await owner.problem('not-found', 'GET', `/files/${gone}/versions`);
    await owner.problem('not-found', 'GET', `/files/${gone}/versions`, { query: { offset: 5 } });
    await owner.problem('not-found', 'GET', `/files/${gone}/status`, { query: { version: 1 } });
  }
});
