import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { newId } from '../../../src/core/ids.ts';
import { recordEvent } from '../../../src/features/events/index.ts';
import { followResultPackage } from '../../../src/features/result-packages/follow-result-package.ts';
import { deletePackage, failPackage, startBuilding, tellProgress } from '../../../src/features/result-packages/queries.ts';
import type { Tx } from '../../../src/platform/db/database.ts';
import { inWorkspace } from '../../../src/platform/db/doors.ts';
import type { Member } from '../../platform/db/support.ts';
import { environment } from '../../support/environment.ts';
import { EventReader, openEvents } from '../../support/event-stream.ts';
import type { ResultPackage } from '../../support/shapes.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { type Bench, openBench } from '../events/support.ts';
import { filledDossier } from './support.ts';

let bench: Bench;
before(async () => {
  bench = await openBench();
});
after(() => bench.close());

const SCHEMA = 'ResultPackageEvent';

async function newPackage(member: Member): Promise<string> {
  const id = newId();
  await bench.database.query(
    'tabularium_owner',
    `insert into app.result_packages (workspace_id, id, selection, contents, filename, files_total, bytes_total, created_by)
     values ($1, $2, '{}', '{ORIGINAL}', 'x.zip', 3, 300, $3)`,
    [member.workspaceId, id, member.userId],
  );
  return id;
}

const change = (member: Member, work: (tx: Tx) => Promise<unknown>): Promise<unknown> => inWorkspace(bench.call(member), work);

async function follow(member: Member, id: string, lastEventId?: string): Promise<EventReader> {
  const body = await followResultPackage(bench.call(member), id, lastEventId);
  assert.ok(body);
  return new EventReader(body, SCHEMA);
}

const seenOf = async (reader: EventReader): Promise<unknown[]> => {
  const event = (await reader.next()) as unknown as { type: string; status: string; progress: { filesDone: number }; code: string | null };
  return [event.type, event.status, event.progress.filesDone, event.code];
};

test('a package is told of as it stands, as it grows, and with why it failed; then the stream ends', async () => {
  const member = await bench.workspace();
  const id = await newPackage(member);
  const reader = await follow(member, id.toUpperCase());
  assert.deepEqual(await seenOf(reader), ['result-package.progress', 'QUEUED', 0, null]);
  await change(member, (tx) => tx.query(startBuilding, [id]));
  assert.deepEqual(await seenOf(reader), ['result-package.progress', 'GENERATING', 0, null]);
  await change(member, (tx) => tx.query(tellProgress, [id, 2, 200]));
  assert.deepEqual(await seenOf(reader), ['result-package.progress', 'GENERATING', 2, null]);
  const late = await follow(member, id, reader.lastEventId);
  assert.deepEqual(await seenOf(late), ['result-package.progress', 'GENERATING', 2, null]);
  await change(member, async (tx) => {
    await tx.query(failPackage, [id, JSON.stringify({ code: 'SOURCE_DAMAGED', message: 'never told' })]);
    await recordEvent(tx, { type: 'result-package.failed', resultPackageId: id, status: 'FAILED' });
  });
  for (const one of [reader, late]) {
    assert.deepEqual(await seenOf(one), ['result-package.failed', 'FAILED', 2, 'SOURCE_DAMAGED']);
    assert.equal(await one.end(), 'ended: the package is FAILED');
  }
  assert.equal(await followResultPackage(bench.call(member), id, reader.lastEventId), null, 'the last event was told');
});

test('a package that is deleted while it is made ends its stream as cancelled, and is not found any more', async () => {
  const member = await bench.workspace();
  const id = await newPackage(member);
  const reader = await follow(member, id);
  await reader.next();
  await change(member, (tx) => tx.query(deletePackage, [id]));
  assert.deepEqual(await seenOf(reader), ['result-package.cancelled', 'CANCELLED', 0, null]);
  assert.equal(await reader.end(), 'ended: the package is CANCELLED');
  await assert.rejects(followResultPackage(bench.call(member), id, undefined), { code: 'not-found' });
});

test('over HTTP: from asking to READY, then 204 for who has got the last event; an id of another stream is refused', async () => {
  const workspace = await freshWorkspace();
  const { owner } = workspace;
  const { dossierId } = await filledDossier(owner, 'one.txt', 'two.txt');
  const ask = async (): Promise<string> =>
    (await owner.post<ResultPackage>(`/dossiers/${dossierId}/result-packages`, { expect: 202 })).body.id;
  const [id, other] = [await ask(), await ask()];
  const path = `/result-packages/${id}/events`;
  const at = { baseUrl: environment().baseUrl, token: await workspace.ownerUser.token(), tenant: workspace.id, path, schema: SCHEMA };
  const { reader } = await openEvents(at);
  const statuses: (string | null)[] = [];
  let [first, last] = ['', ''];
  for (let event = await reader.next(); event; event = await reader.next()) {
    first ||= reader.lastEventId ?? '';
    last = event.type;
    statuses.push(event.status);
  }
  assert.equal(last, 'result-package.ready');
  const order = ['QUEUED', 'GENERATING', 'READY'];
  assert.deepEqual(
    statuses,
    [...statuses].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')),
  );
  const lastId = reader.lastEventId ?? '';
  await owner.get(path, { headers: { 'last-event-id': lastId }, expect: 204 });
  await owner.get(path, { query: { lastEventId: lastId }, expect: 204 });
  const again = await openEvents({ ...at, lastEventId: first });
  assert.deepEqual([(await again.reader.next())?.status, (await again.reader.next())?.type], ['READY', 'result-package.ready']);
  const headers = { 'last-event-id': lastId };
  await owner.problem('invalid-request', 'GET', `/result-packages/${other}/events`, { headers });
  await owner.problem('invalid-request', 'GET', '/events', { headers });
});
