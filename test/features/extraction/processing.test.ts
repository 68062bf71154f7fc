import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContract } from '../../../scripts/demo/documents/contract.ts';
import { makeScan } from '../../../scripts/demo/documents/scan.ts';
import type { Client } from '../../support/client.ts';
import * as hostile from '../../support/documents/hostile.ts';
import type { Dossier, FileItem } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, upload } from '../files/support.ts';

const pdf = (filename: string, content: Uint8Array) => ({ name: 'file', filename, contentType: 'application/pdf', content });

const ended = (client: Client, id: string): Promise<FileItem> =>
  waitFor(`file ${id} is processed`, async () => {
    const { body } = await client.get<FileItem>(`/files/${id}`, { expect: 200 });
    return body.processingStatus !== 'UPLOADED' && body.processingStatus !== 'PROCESSING' && body;
  });

test('S45: the worker processes what is sound, names what is wrong with the rest, and lives', async () => {
  const { owner } = await freshWorkspace();
  const dossierId = await newDossier(owner);
  const sound = await makeContract({ number: 'C-2', parties: ['North', 'South'], pages: 4 });
  const documents = [
    pdf('garbage.pdf', hostile.garbage()),
    pdf('circle.pdf', hostile.recursivePageTree()),
    pdf('script.pdf', hostile.opensWithScript()),
    pdf('scan.pdf', await makeScan(['A SCAN'])),
    pdf('sound.pdf', sound),
  ];
  const { results } = (await upload(owner, dossierId, documents)).body;
  const files = await Promise.all(results.map(({ id }) => ended(owner, id)));
  assert.deepEqual(
    files.map(({ filename, processingStatus, pageCount, error }) => [filename, processingStatus, pageCount, error?.code]),
    [
      ['garbage.pdf', 'ERROR', null, 'PDF_BROKEN'],
      ['circle.pdf', 'ERROR', null, 'PDF_BROKEN'],
      ['script.pdf', 'PROCESSED', 1, undefined],
      ['scan.pdf', 'PROCESSED', 1, undefined],
      ['sound.pdf', 'PROCESSED', 4, undefined],
    ],
  );
  const { body } = await owner.get<Dossier>(`/dossiers/${dossierId}`, { expect: 200 });
  assert.equal(body.pageCount, 6);
  await owner.get('/health/ready', { expect: 200 });
});
