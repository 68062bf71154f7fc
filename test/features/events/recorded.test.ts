import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { environment } from '../../support/environment.ts';
import { type EventData, type EventReader, openEvents } from '../../support/event-stream.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, uploadOne } from '../files/support.ts';

/** Reads on until an event of this type for this file. */
async function until(reader: EventReader, type: string, fileId: string): Promise<readonly EventData[]> {
  const seen: EventData[] = [];
  for (let event = await reader.next(); event; event = await reader.next()) {
    seen.push(event);
    if (event.type === type && event.fileId === fileId) return seen;
  }
  return assert.fail(`the stream ended before ${type}`);
}

test('what happens to a file is told once: stored, processed or failed with its code, a new version, trash and back', async () => {
  const workspace = await freshWorkspace();
  const { owner } = workspace;
  const at = { baseUrl: environment().baseUrl, token: await workspace.ownerUser.token(), tenant: workspace.id };
  const { reader, answer } = await openEvents(at);
  await reader.block();
  const dossierId = await newDossier(owner);
  const seen: EventData[] = [];

  const broken = { name: 'file', filename: 'broken.pdf', contentType: 'application/pdf', content: '%PDF-1.7\nnothing more' };
  const spoilt = await uploadOne(owner, dossierId, broken);
  seen.push(...(await until(reader, 'file.failed', spoilt.id)));
  const file = await uploadOne(owner, dossierId, textFile('a.txt'));
  seen.push(...(await until(reader, 'file.processed', file.id)));
  await owner.post(`/files/${file.id}/versions`, { multipart: [textFile('a.txt', 'mended')], expect: 202 });
  seen.push(...(await until(reader, 'file.processed', file.id)));
  for (let twice = 0; twice < 2; twice += 1) await owner.delete(`/files/${file.id}`);
  for (let twice = 0; twice < 2; twice += 1) await owner.post(`/files/${file.id}/restore`, { expect: 200 });
  const last = await uploadOne(owner, dossierId, textFile('last.txt'));
  seen.push(...(await until(reader, 'file.stored', last.id)));
  answer.destroy();

  assert.deepEqual(
    seen.map(({ type, fileId, version, status, code }) => [type, fileId, version, status, code]),
    [
      ['dossier.created', null, null, 'ACTIVE', null],
      ['file.stored', spoilt.id, 1, 'UPLOADED', null],
      ['file.failed', spoilt.id, 1, 'ERROR', 'PDF_BROKEN'],
      ['file.stored', file.id, 1, 'UPLOADED', null],
      ['file.processed', file.id, 1, 'PROCESSED', null],
      ['file.stored', file.id, 2, 'UPLOADED', null],
      ['file.processed', file.id, 2, 'PROCESSED', null],
      ['file.trashed', file.id, 2, null, null],
      ['file.restored', file.id, 2, null, null],
      ['file.stored', last.id, 1, 'UPLOADED', null],
    ],
  );
  assert.ok(seen.every((event) => event.dossierId === dossierId));
});
