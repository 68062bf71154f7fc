import { strict as assert } from 'node:assert';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import * as tus from 'tus-js-client';
import { environment } from '../support/environment.ts';
import type { Dossier, FileItem, Upload } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';
import { freshWorkspace } from '../support/workspace.ts';

const MIB = 1024 * 1024;

test('a standard client of tus uploads, stops in the middle, finds its upload again and goes on', async () => {
  const { id, owner, ownerUser } = await freshWorkspace();
  const dossier = (await owner.post<Dossier>('/dossiers', { json: { name: 'By tus' }, expect: 201 })).body;
  const bytes = randomBytes(17 * MIB + 3);
  const options = {
    endpoint: `${environment().baseUrl}/uploads`,
    headers: { Authorization: `Bearer ${await ownerUser.token()}`, 'X-TENANT-ID': id },
    metadata: { filename: 'by-tus.bin', dossierId: dossier.id, title: 'By tus' },
    chunkSize: 4 * MIB,
    retryDelays: [100, 500, 1000, 3000],
  };

  const url = await new Promise<string>((resolve, reject) => {
    const upload = new tus.Upload(bytes, {
      ...options,
      onError: reject,
      onChunkComplete: (_size, offset) => {
        if (offset >= 8 * MIB) void upload.abort().then(() => resolve(upload.url ?? ''), reject);
      },
    });
    upload.start();
  });

  const offsets: number[] = [];
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(bytes, {
      ...options,
      uploadUrl: url,
      onError: reject,
      onChunkComplete: (_size, offset) => offsets.push(offset),
      onSuccess: () => resolve(),
    }).start();
  });
  assert.ok((offsets[0] ?? 0) > 8 * MIB, `went on at ${offsets[0]}`);

  const { body } = await owner.get<Upload>(`/uploads/${url.split('/').at(-1)}`, { expect: 200 });
  assert.equal(body.status, 'COMPLETED');
  const file = await waitFor('the bytes to be read', async () => {
    const { body: now } = await owner.get<FileItem>(`/files/${body.fileId}`, { expect: 200 });
    return now.sha256 === null ? undefined : now;
  });
  assert.equal(file.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(file.title, 'By tus');
});
