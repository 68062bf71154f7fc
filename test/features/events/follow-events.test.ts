import { strict as assert } from 'node:assert';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../../src/core/errors.ts';
import { newId } from '../../../src/core/ids.ts';
import { followEvents } from '../../../src/features/events/follow-events.ts';
import { Positions } from '../../../src/features/events/positions.ts';
import { type Member, SECRETS } from '../../platform/db/support.ts';
import { EventReader } from '../../support/event-stream.ts';
import { waitFor } from '../../support/wait-for.ts';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
before(async () => {
  bench = await openBench();
});
after(() => bench.close());

/** A stream of this member that has begun: what is recorded from now on is in it. */
async function follow(member: Member, lastEventId?: string, options: Parameters<Bench['call']>[1] = {}): Promise<EventReader> {
  const reader = new EventReader(await followEvents(bench.call(member, options), lastEventId));
  const hello = await reader.block();
  assert.equal(hello?.retry, '2000');
  if (lastEventId === undefined) assert.ok((await reader.block())?.id, 'it can be resumed before its first event');
  return reader;
}

const dossiersOf = async (reader: EventReader, count: number): Promise<(string | null | undefined)[]> => {
  const seen: (string | null | undefined)[] = [];
  while (seen.length < count) seen.push((await reader.next())?.dossierId);
  return seen;
};

const orderOf = async (member: Member): Promise<string[]> => {
  const rows = await bench.database.query<{ dossier_id: string }>(
    'tabularium_owner',
    'select dossier_id from app.events where workspace_id = $1 order by xid, seq',
    [member.workspaceId],
  );
  return rows.map(({ dossier_id }) => dossier_id);
};

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof Problem, String(error));
  return error.code;
};

test('what a transaction recorded first and committed last is not passed by: newer events wait for it', async () => {
  const member = await bench.workspace();
  const reader = await follow(member);
  const [early, late] = [newId(), newId()];
  const [begun, open] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = bench.record(member, early, async () => {
    begun.resolve();
    await open.promise;
  });
  await begun.promise;
  await bench.record(member, late);
  const first = reader.next();
  await pause(500); // time for a stream that would not wait to give itself away
  open.resolve();
  await slow;
  assert.deepEqual([(await first)?.dossierId, (await reader.next())?.dossierId], [early, late]);
});

test('many transactions at once, out of order, and a reader that loses its line again and again: every event once, in order', async () => {
  const member = await bench.workspace();
  const others = await openBench({}, bench.database);
  const start = await follow(member);
  const count = 300;
  let left = count;
  const writer = async (): Promise<void> => {
    while (left-- > 0) await bench.record(member, newId(), () => pause(Math.random() * 30));
  };
  const writing = Promise.all(Array.from({ length: 10 }, writer));
  const seen: (string | null | undefined)[] = [];
  for (let id = start.lastEventId, turn = 0; seen.length < count; turn += 1) {
    const gone = new AbortController();
    const process = turn % 2 === 0 ? bench : others;
    const body = await followEvents(process.call(member, { gone: gone.signal }), id);
    const reader = new EventReader(body);
    for (let n = 1 + Math.floor(Math.random() * 20); n > 0 && seen.length < count; n -= 1) seen.push((await reader.next())?.dossierId);
    id = reader.lastEventId;
    gone.abort();
    body.destroy();
  }
  await writing;
  assert.deepEqual(seen, await orderOf(member));
  assert.equal(new Set(seen).size, count);
  await others.close();
});

test('an event is told to its own workspace only, and once to each of its readers', async () => {
  const [mine, theirs] = [await bench.workspace(), await bench.workspace()];
  const [one, two, foreign] = [await follow(mine), await follow(mine), await follow(theirs)];
  const [here, there] = [newId(), newId()];
  await bench.record(mine, here);
  await bench.record(theirs, there);
  assert.deepEqual([await dossiersOf(one, 1), await dossiersOf(two, 1), await dossiersOf(foreign, 1)], [[here], [here], [there]]);
});

test('S27: an id that was changed, made up or given in another workspace is refused, and nothing is told', async () => {
  const [mine, theirs] = [await bench.workspace(), await bench.workspace()];
  const reader = await follow(theirs);
  await bench.record(theirs);
  await reader.next();
  const foreign = reader.lastEventId ?? '';
  const [payload = '', mac = ''] = foreign.split('.');
  const bad = [
    foreign,
    `${payload}A.${mac}`,
    `${payload}.${mac.slice(2)}`,
    `${payload}.`,
    payload,
    '.',
    'x',
    `${foreign}.x`,
    'x'.repeat(5000),
  ];
  for (const id of bad) assert.equal(await problemOf(followEvents(bench.call(mine), id)), 'invalid-request', id);
  const ofPackage = new Positions(SECRETS, ['result-package', mine.workspaceId, newId()]).seal(['READY', '1']);
  assert.equal(await problemOf(followEvents(bench.call(mine), ofPackage)), 'invalid-request');
});

test('a removed member is told nothing more: her stream ends at the next event', async () => {
  const member = await bench.workspace();
  const reader = await follow(member);
  const writer = await bench.workspace();
  await bench.database.query('tabularium_owner', `update app.memberships set status = 'REMOVED' where workspace_id = $1`, [
    member.workspaceId,
  ]);
  await bench.database.query('tabularium_owner', `insert into app.memberships (workspace_id, user_id, role) values ($1, $2, 'OWNER')`, [
    member.workspaceId,
    writer.userId,
  ]);
  await bench.record({ ...writer, workspaceId: member.workspaceId });
  assert.deepEqual([await reader.next(), reader.lastComment], [undefined, 'ended: workspace-forbidden']);
  assert.equal(await problemOf(followEvents(bench.call(member), reader.lastEventId)), 'workspace-forbidden');
});

test('without any event a stream says every 15 seconds that it lives and where it stands, and asks whether its reader may still listen', async () => {
  const [stays, goes] = [await bench.workspace(), await bench.workspace()];
  const [living, ending] = [await follow(stays), await follow(goes)];
  await bench.database.query('tabularium_owner', `update app.workspaces set state = 'SUSPENDED' where id = $1`, [goes.workspaceId]);
  const [beat, end] = await Promise.all([living.block(), ending.end()]);
  assert.equal(beat?.comment, 'still here');
  assert.ok(beat.id);
  assert.equal(end, 'ended: workspace-forbidden');
});

test('a stream ends when the token expires, and goes on behind its last event with the next one', async () => {
  const member = await bench.workspace();
  const reader = await follow(member, undefined, { expiresAt: Math.floor(Date.now() / 1000) + 2 });
  const [told, missed] = [newId(), newId()];
  await bench.record(member, told);
  assert.deepEqual(await dossiersOf(reader, 1), [told]);
  assert.match((await reader.end()) ?? '', /^ended: the access token has expired/);
  await bench.record(member, missed);
  assert.deepEqual(await dossiersOf(await follow(member, reader.lastEventId), 1), [missed]);
});

test('an event recorded while the listening connection is broken is told all the same', async () => {
  const member = await bench.workspace();
  const reader = await follow(member);
  for (let turn = 0; turn < 3; turn += 1) {
    const broken = await waitFor('a listening connection', async () => {
      const rows = await bench.database.query(
        'superuser',
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tabularium-notices' and datname = $1`,
        [bench.database.name],
      );
      return rows.length > 0;
    });
    assert.ok(broken);
    const id = newId();
    await bench.record(member, id);
    assert.deepEqual(await dossiersOf(reader, 1), [id]);
  }
  assert.ok(bench.log.lines.some(({ message }) => message.includes('listening connection is lost')));
});

test('a reader that does not read costs one batch, however much happens', async () => {
  const member = await bench.workspace();
  const [slow, quick] = [await followEvents(bench.call(member), undefined), await follow(member)];
  let taken = 0;
  const stuck = new Writable({ objectMode: true, highWaterMark: 1, write: () => void (taken += 1) });
  pipeline(slow, stuck).catch(() => undefined);
  for (let n = 0; n < 40; n += 1) await Promise.all(Array.from({ length: 10 }, () => bench.record(member)));
  await dossiersOf(quick, 400);
  assert.equal(taken, 1, 'the first block is all it took');
  assert.ok(stuck.writableLength + slow.readableLength <= 2, `${stuck.writableLength} and ${slow.readableLength}`);
  slow.destroy();
});

test('who comes back after longer than events are kept, or after another database took over, is told that events may be missing', async () => {
  const member = await bench.workspace();
  const [kept, fresh] = [newId(), newId()];
  await bench.record(member, kept);
  const [row] = await bench.database.query<{ epoch: string }>('tabularium_owner', 'select app.event_epoch()::text as epoch');
  const positions = new Positions(SECRETS, ['events', member.workspaceId]);
  const longAgo = String(Date.now() - 169 * 3_600_000);
  for (const place of [
    [row?.epoch ?? '', '3', '1', longAgo],
    ['1234', '999999999', '5', String(Date.now())],
  ]) {
    const reader = await follow(member, positions.seal(place));
    assert.equal((await reader.next())?.type, 'events.gap');
    assert.deepEqual(await dossiersOf(reader, 1), [kept]);
    const resumed = await follow(member, reader.lastEventId);
    await bench.record(member, fresh);
    assert.deepEqual(await dossiersOf(resumed, 1), [fresh]);
    await bench.database.query('tabularium_owner', 'delete from app.events where dossier_id = $1', [fresh]);
  }
});

test('a workspace and a process have so many streams and no more; one that ends makes room', async () => {
  const small = await openBench({ most: 2, mostOfWorkspace: 1 });
  try {
    const [one, two, three] = [await small.workspace(), await small.workspace(), await small.workspace()];
    const first = await followEvents(small.call(one), undefined);
    assert.equal(await problemOf(followEvents(small.call(one), undefined)), 'too-many-requests');
    await followEvents(small.call(two), undefined);
    assert.equal(await problemOf(followEvents(small.call(three), undefined)), 'unavailable');
    first.destroy();
    await waitFor('room', async () => first.closed);
    const again = new EventReader(await followEvents(small.call(one), undefined));
    small.draining.abort();
    assert.equal(await again.end(), 'ended: the server stops, come again');
  } finally {
    await small.close();
  }
});
