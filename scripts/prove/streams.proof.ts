import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { newId } from '../../src/core/ids.ts';
import { recordEvent } from '../../src/features/events/index.ts';
import type { Statement, Tx } from '../../src/platform/db/database.ts';
import type { Caller } from './support/caller.ts';
import { Follower } from './support/follower.ts';
import { newCaller, say, withHouse } from './support/house.ts';

export const about =
  '200 event streams on one API process, 10,000 events four times, broken lines: each event once and in order, memory flat';

const WORKSPACES = 10;
const STREAMS = 200;
const EVENTS = 10_000;
const LANES = 8;
const CUTS = 100;
const ROUNDS = 4;
/** Garbage that V8 lets lie comes and goes by so much; a stream that kept 200 bytes of each event would cost 80 MB in two rounds. */
const GROWTH_MB = 64;

interface Room {
  readonly workspaceId: string;
  readonly caller: Caller;
  recorded: number;
}

function residentMb(pid: number): number {
  const kib = Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return Math.round((kib * 1024) / 1e6);
}

/** Lowest of some looks, so that garbage about to be collected does not count. */
async function settledMb(pid: number): Promise<number> {
  const looks: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    looks.push(residentMb(pid));
    await sleep(250);
  }
  return Math.min(...looks);
}

/** Transactions of one event each, many at once, which commit in another order than they began. */
async function record(databaseUrl: string, rooms: readonly Room[], count: number): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const query = async <Row extends object>(statement: Statement | string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query<Row>(typeof statement === 'string' ? statement : statement.text, [...values])).rows;
    for (let n = next++; n < count; n = next++) {
      const room = rooms[n % rooms.length] as Room; // there are some
      const tx: Tx = { workspaceId: room.workspaceId, query, one: async (statement, values) => (await query<never>(statement, values))[0] };
      await client.query('begin');
      await client.query('select app.enter_for_job($1)', [room.workspaceId]);
      await recordEvent(tx, { type: 'dossier.created', dossierId: newId(), status: 'ACTIVE' });
      if (n % 10 === 0) await sleep(Math.random() * 40);
      await client.query('commit');
      room.recorded += 1;
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function untilAllSeen(followers: readonly (readonly [Room, Follower])[], seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200))
    if (followers.every(([room, { seen }]) => seen.size >= room.recorded)) return;
  const behind = followers.filter(([room, { seen }]) => seen.size < room.recorded).length;
  throw new Error(`after ${seconds} s ${behind} streams have not told all events`);
}

/** One round: records the events, breaks lines meanwhile, and waits until every stream has told all. */
async function tell(databaseUrl: string, rooms: readonly Room[], followers: readonly (readonly [Room, Follower])[]): Promise<void> {
  const started = performance.now();
  let cuts = 0;
  const cutting = setInterval(() => {
    if (cuts++ < CUTS) followers[Math.floor(Math.random() * followers.length)]?.[1].cut();
  }, 100);
  await record(databaseUrl, rooms, EVENTS);
  const recorded = performance.now();
  await untilAllSeen(followers, 300);
  clearInterval(cutting);
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  const told = EVENTS * (STREAMS / WORKSPACES);
  say(`${EVENTS} events recorded in ${seconds(recorded - started)} s, ${Math.min(cuts, CUTS)} lines cut and taken up with Last-Event-ID`);
  say(`${told} events told, the last ${seconds(performance.now() - recorded)} s after the last was recorded`);
}

async function checkOrder(databaseUrl: string, room: Room, followers: readonly Follower[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ dossier_id: string }>(
    'select dossier_id from app.events where workspace_id = $1 order by epoch, xid, seq',
    [room.workspaceId],
  );
  await client.end();
  const expected = rows.map(({ dossier_id }) => dossier_id).join();
  for (const { order, seen } of followers) {
    const twice = [...seen.values()].filter((times) => times > 1).length;
    if (twice > 0) throw new Error(`a stream told ${twice} events more than once`);
    if (order.join() !== expected)
      throw new Error(`a stream told ${order.length} events in another order than the ${rows.length} recorded`);
  }
}

/** What V8 says of itself, for whoever wonders where memory is. */
async function heapOf(env: Readonly<Record<string, string>>): Promise<string> {
  const answer = await fetch(`http://${env['INTERNAL_HOST']}:${env['INTERNAL_PORT']}/api/v1/metrics`);
  const text = await answer.text();
  const mb = (name: string): string => (Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 1e6).toFixed(0);
  const [used, total, external] = ['heap_size_used', 'heap_size_total', 'external_memory'].map((name) => mb(`nodejs_${name}_bytes`));
  return `heap ${used} of ${total} MB, ${external} MB outside it`;
}

function judge(levels: readonly number[]): void {
  const [first = 0, last = 0] = [levels[1], levels.at(-1)];
  if (last - first > GROWTH_MB) throw new Error(`resident memory grew by ${last - first} MB; ${GROWTH_MB} MB are allowed`);
}

export async function prove(): Promise<void> {
  await withHouse('prove', async ({ env, program }) => {
    const rooms: Room[] = [];
    while (rooms.length < WORKSPACES) rooms.push({ ...(await newCaller(env, `Streams ${rooms.length}`)), recorded: 0 });
    const followers = Array.from({ length: STREAMS }, (_, n) => {
      const room = rooms[n % WORKSPACES] as Room; // there are as many
      return [room, new Follower(`${env['PUBLIC_URL']}/api/v1`, room.caller, room.workspaceId)] as const;
    });
    const appUrl = env['DATABASE_URL'] ?? '';
    const { pid } = program.api;
    say(`\nAPI with no stream: ${await settledMb(pid)} MB resident`);
    for (const [, follower] of followers) await follower.open();
    say(`${STREAMS} streams in ${WORKSPACES} workspaces open: ${await settledMb(pid)} MB`);
    const levels: number[] = [];
    while (levels.length < ROUNDS) {
      await tell(appUrl, rooms, followers);
      levels.push(await settledMb(pid));
      say(`after round ${levels.length}: ${levels.at(-1)} MB; ${await heapOf(env)}`);
    }
    for (const room of rooms) {
      const own = followers.flatMap(([one, follower]) => (one === room ? [follower] : []));
      await checkOrder(env['DATABASE_OWNER_URL'] ?? '', room, own);
    }
    say(`every stream told the ${(ROUNDS * EVENTS) / WORKSPACES} events of its workspace once, in one order, and none of another`);
    for (const [, follower] of followers) follower.leave();
    judge(levels);
  });
}
