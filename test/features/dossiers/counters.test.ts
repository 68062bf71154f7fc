import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Dossier, FileItem, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';

test('a dossier counts its files and bytes as they come and go, and its revision does not move', async () => {
  const { owner } = await freshWorkspace();
  const created = await owner.post<Dossier>('/dossiers', { json: { name: 'n' }, expect: 201 });
  const path = `/dossiers/${created.body.id}`;
  const texts = ['one', 'three', 'fourteen'];
  const parts = texts.map((content, i) => ({ name: 'file', filename: `${i}.txt`, contentType: 'text/plain', content }));
  const uploaded = await owner.post<{ results: FileItem[] }>(`${path}/files`, { multipart: parts, expect: 202 });
  await waitFor('all files processed', async () => {
    const files = (await owner.get<List<FileItem>>(`${path}/files`)).body.results;
    return files.length === 3 && files.every((file) => file.processingStatus === 'PROCESSED');
  });
  const full = await owner.get<Dossier>(path);
  assert.deepEqual([full.body.fileCount, full.body.byteCount], [3, texts.join('').length]);
  assert.equal(full.body.dateModified, created.body.dateModified);

  // the tag is another one, since the bytes are; the revision in it is the same, so the old tag still guards a change
  assert.notEqual(full.headers.etag, created.headers.etag);
  await owner.patch(path, { json: { name: 'm' }, headers: { 'if-match': created.headers.etag }, expect: 200 });

  await owner.delete(`/files/${uploaded.body.results[2]?.id}`, { expect: 204 });
  const rest = (await owner.get<Dossier>(path)).body;
  assert.deepEqual([rest.fileCount, rest.byteCount], [2, 8]);
});
