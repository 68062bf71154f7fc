import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { startServer } from '../../http/server-process.ts';
import { environment } from '../../support/environment.ts';
import { type EventData, type EventReader, openEvents } from '../../support/event-stream.ts';
import type { Dossier, ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier, textFile, uploadOne } from '../files/support.ts';

const untilType = async (reader: EventReader, type: string): Promise<EventData[]> => {
  const seen: EventData[] = [];
  for (let event = await reader.next(); event; event = await reader.next()) {
    seen.push(event);
    if (event.type === type) return seen;
  }
  return assert.fail(`the stream ended before ${type}`);
};

test('what happens through one server is told by another, each thing once and in order, and goes on there when the other stops', async () => {
  const workspace = await freshWorkspace();
  const { owner } = workspace;
  const token = await workspace.ownerUser.token();
  const { baseUrl } = environment();
  const second = await startServer();
  try {
    const at = (base: string, lastEventId?: string) => openEvents({ baseUrl: base, token, tenant: workspace.id, lastEventId });
    const here = await at(baseUrl);
    const there = await at(`http://127.0.0.1:${second.port}/api/v1`);
    assert.equal(there.answer.statusCode, 200);
    assert.match(there.answer.headers['content-type'] ?? '', /^text\/event-stream/);
    assert.match(there.answer.headers['cache-control'] ?? '', /no-store/);
    assert.equal(there.answer.headers['x-accel-buffering'], 'no');
    await Promise.all([here.reader.block(), there.reader.block()]);

    const dossierId = await newDossier(owner);
    const file = await uploadOne(owner, dossierId, textFile('a name nobody is told.txt'));
    const seen = await untilType(there.reader, 'file.processed');
    assert.deepEqual(
      seen.map(({ type, fileId, version, status }) => [type, fileId, version, status]),
      [
        ['dossier.created', null, null, 'ACTIVE'],
        ['file.stored', file.id, 1, 'UPLOADED'],
        ['file.processed', file.id, 1, 'PROCESSED'],
      ],
    );
    assert.ok(seen.every((event) => event.dossierId === dossierId));
    assert.ok(!JSON.stringify(seen).includes('a name nobody'));

    second.child.kill('SIGTERM');
    assert.equal(await there.reader.end(), 'ended: the server stops, come again');
    assert.equal(await second.ended, 0);

    const made = (await owner.post<ResultPackage>(`/dossiers/${dossierId}/result-packages`, { expect: 202 })).body;
    const resumed = await at(baseUrl, there.reader.lastEventId);
    const [ready] = await untilType(resumed.reader, 'result-package.ready');
    assert.deepEqual([ready?.resultPackageId, ready?.status], [made.id, 'READY']);
    await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
    await owner.delete(`/dossiers/${dossierId}`, { expect: 204 });
    await owner.post<Dossier>(`/dossiers/${dossierId}/restore`, { expect: 200 });
    await owner.post<Dossier>(`/dossiers/${dossierId}/restore`, { expect: 200 });
    const marker = await newDossier(owner);
    const rest = await untilType(resumed.reader, 'dossier.created');
    assert.deepEqual(
      rest.map(({ type, dossierId: id }) => [type, id]),
      [
        ['dossier.trashed', dossierId],
        ['dossier.restored', dossierId],
        ['dossier.created', marker],
      ],
    );
    await untilType(here.reader, 'dossier.created');
    const all = await untilType(here.reader, 'dossier.created');
    assert.deepEqual(
      all.map(({ id }) => id),
      [...seen.slice(1), ...(ready ? [ready] : []), ...rest].map(({ id }) => id),
    );
    here.answer.destroy();
    resumed.answer.destroy();
  } finally {
    second.child.kill('SIGKILL');
  }
});

test('S27: an id of another workspace in header or query is a 400 that tells nothing; a stream is answered only to who takes one', async () => {
  const [mine, theirs] = [await freshWorkspace(), await freshWorkspace()];
  const { baseUrl } = environment();
  const stream = await openEvents({ baseUrl, token: await theirs.ownerUser.token(), tenant: theirs.id });
  await newDossier(theirs.owner);
  await stream.reader.next();
  const foreign = stream.reader.lastEventId ?? '';
  for (const options of [{ headers: { 'last-event-id': foreign } }, { query: { lastEventId: foreign } }, { query: { lastEventId: 'x' } }]) {
    const { body } = await mine.owner.problem('invalid-request', 'GET', '/events', options);
    assert.ok(!JSON.stringify(body).includes(foreign));
  }
  await theirs.owner.get('/events', { query: { lastEventId: foreign }, expect: 200 });
  await theirs.owner.get('/events', { headers: { 'last-event-id': '' }, expect: 200 });
  await theirs.owner.get('/events', { headers: { accept: '*/*' }, expect: 200 });
  await theirs.owner.problem('not-acceptable', 'GET', '/events', { headers: { accept: 'application/json' } });
  stream.answer.destroy();
});
