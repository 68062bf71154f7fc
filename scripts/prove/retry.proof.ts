import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { endServices, startService } from '../stack/services.ts';
import type { Caller, Item } from './support/caller.ts';
import { countEffects } from './support/count-effects.ts';
import { startCuttingProxy } from './support/cutting-proxy.ts';
import { type House, newCaller, say, startHouse } from './support/house.ts';
import { postUntilAnswered, type Tally } from './support/keyed-post.ts';
import { leftovers } from './support/leftovers.ts';
import { type Random, seeded } from './support/random.ts';
import { DIRECT, direct, type Ground, KINDS, type Kind, type Planned, plan } from './support/retry-plan.ts';

export const about = '1,000 POSTs over connections cut at random bytes, the API killed twice, each retried until answered: 1,000 effects';

const INSTANCE = 'prove-retry';
const SEED = 20261124;
const LANES = 12;
/** Connections that are cut, in this share of all, after 1 to this many bytes of the request or of the answer. */
const CUTS = { share: 0.7, mostUp: 12 * 1024 * 1024, mostDown: 4096 };
/** Requests that are sent twice at once. */
const TWICE = 0.05;
const KILL_AFTER = [350, 700];
/** Longer than the lease of an intent, and than the wait of one that the store gave no answer to. */
const SETTLE_SECONDS = 420;

const total = Object.values(KINDS).reduce((sum, count) => sum + count, 0);

async function prepare(caller: Caller): Promise<Ground> {
  const make = async (count: number, one: (n: number) => Promise<string>): Promise<string[]> => {
    const made: string[] = [];
    for (let n = 0; n < count; n += 10)
      made.push(...(await Promise.all(Array.from({ length: Math.min(10, count - n) }, (_, i) => one(n + i)))));
    return made;
  };
  const dossiers = await make(10, (n) => caller.makeDossier(`uploads ${n}`));
  const files = await make(
    KINDS.version,
    async (n) => (await caller.upload(dossiers[n % 10] ?? '', `base-${n}.bin`, Readable.from([Buffer.from('base')]))).id,
  );
  const trashed = await make(KINDS.restore, async (n) => {
    const id = await caller.makeDossier(`trashed ${n}`);
    await caller.call('DELETE', `/dossiers/${id}`);
    return id;
  });
  const sent = await make(KINDS.complete, (n) => sendDirect(caller, direct(dossiers[n % 10] ?? '', `whole-${n}.bin`)));
  return { dossiers, files, trashed, sent };
}

interface Direct {
  readonly id: string;
  readonly parts: readonly { readonly url: string; readonly headers: Record<string, string> }[];
}

/** Begins a direct upload and sends its one part to the store; the completion is left for later. */
async function sendDirect(caller: Caller, body: object): Promise<string> {
  const { id, parts } = await caller.call<Direct>('POST', '/uploads/presigned', body);
  for (const { url, headers } of parts) {
    const answer = await fetch(url, { method: 'PUT', headers, body: DIRECT });
    if (!answer.ok) throw new Error(`the store answered ${answer.status} to a part of ${id}`);
  }
  return id;
}

/** Gives up the direct uploads that were only begun: they would stay open for a day. */
async function cancel(house: House, headers: Readonly<Record<string, string>>, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const url = `${house.env['PUBLIC_URL']}/api/v1/uploads/${id}`;
    const answer = await fetch(url, { method: 'DELETE', headers: { ...headers, 'tus-resumable': '1.0.0' } });
    if (!answer.ok) throw new Error(`DELETE ${url}: ${answer.status} ${await answer.text()}`);
  }
}

/** The ids that an answer names. Throws when it is not about what was sent. */
function idsIn(text: string, { kind, sha256 }: Planned): readonly string[] {
  const body = JSON.parse(text) as Item & { readonly results?: readonly Item[] };
  const items = body.results ?? [body];
  if (sha256.length > 0 && items.map((item) => item.sha256).join() !== sha256.join()) throw new Error(`${kind}: other digests than sent`);
  return items.map(({ id }) => id);
}

/** Addresses of the store are signed anew each time. */
const unsigned = (text: string): string =>
  text.replaceAll(/\?[^"]*X-Amz-Signature[^"]*/g, '?signed').replaceAll(/"urlsExpireAt":"[^"]*"/g, '"urlsExpireAt":"later"');

type Answered = Record<Kind, string[]>;

class Run {
  readonly answered: Answered = { dossier: [], raw: [], form: [], version: [], package: [], restore: [], presigned: [], complete: [] };
  readonly tally: Tally = { attempts: 0, cut: 0, inUse: 0, unavailable: 0, replayed: 0 };
  twice = 0;
  done = 0;
  readonly #port: number;
  readonly #headers: () => Promise<Readonly<Record<string, string>>>;
  readonly #random: Random;

  constructor(port: number, headers: () => Promise<Readonly<Record<string, string>>>, random: Random) {
    this.#port = port;
    this.#headers = headers;
    this.#random = random;
  }

  async one(post: Planned): Promise<void> {
    const copies = this.#random() < TWICE ? 2 : 1;
    this.twice += copies - 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => postUntilAnswered(this.#port, this.#headers, post, this.tally)));
    const texts = new Set(answers.map(({ text }) => unsigned(text)));
    if (texts.size > 1) throw new Error(`${post.kind}: two answers to one key: ${[...texts].join('\n')}`);
    for (const text of texts) this.answered[post.kind].push(...idsIn(text, post));
    this.done += 1;
  }
}

/** Kills the API as often as wanted, each time once that many POSTs are answered, and starts it again. */
async function killNowAndThen(house: House, run: Run, over: AbortSignal): Promise<void> {
  for (const after of KILL_AFTER) {
    while (run.done < after && !over.aborted) await sleep(20);
    if (over.aborted) return;
    const pid = house.pids()['api'];
    if (pid === undefined) throw new Error('the API does not run');
    process.kill(pid, 'SIGKILL');
    await startService(house.stack.folders, 'api', house.env);
    say(`  kill -9 of the API after ${after} answers; it is up again`);
  }
}

async function settle(env: Readonly<Record<string, string>>): Promise<number> {
  const started = Date.now();
  let found: readonly string[] = [];
  for (const end = started + SETTLE_SECONDS * 1000; Date.now() < end; await sleep(3_000)) {
    found = await leftovers(env);
    if (found.length === 0) return Math.round((Date.now() - started) / 1000);
  }
  throw new Error(`left over after ${SETTLE_SECONDS} s:\n  ${found.slice(0, 20).join('\n  ')}`);
}

const headersOf = async (caller: Caller, workspaceId: string): Promise<Readonly<Record<string, string>>> => ({
  authorization: `Bearer ${await caller.token()}`,
  'x-tenant-id': workspaceId,
});

async function throughProxy(house: House, caller: Caller, workspaceId: string, seed: number): Promise<Run> {
  const random = seeded(seed);
  const posts = plan(await prepare(caller), random);
  const proxy = await startCuttingProxy({ ...CUTS, port: Number(house.env['PUBLIC_PORT']), random: seeded(seed + 1) });
  const run = new Run(proxy.port, () => headersOf(caller, workspaceId), random);
  const over = new AbortController();
  say(`\n${total} POSTs, ${LANES} at a time, seed ${seed} ...`);
  const killing = killNowAndThen(house, run, over.signal);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let post = posts[next++]; post !== undefined && !over.signal.aborted; post = posts[next++]) await run.one(post());
  };
  try {
    await Promise.all([killing, ...Array.from({ length: LANES }, lane)]);
  } finally {
    over.abort();
    await proxy.close();
    await killing.catch(() => undefined); // thrown above when it was the first to fail
  }
  const { connections, cutUp, cutDown } = proxy.counts;
  const { attempts, cut, inUse, unavailable, replayed } = run.tally;
  say(`  ${connections} connections: ${cutUp} cut in the request, ${cutDown} in the answer`);
  say(`  ${attempts} attempts: ${cut} without a whole answer, ${inUse} told that the key is in use, ${unavailable} unavailable`);
  say(`  ${run.done} answered, ${replayed} of them by a replay; ${run.twice} were sent twice at once`);
  if (cutUp < total / 10 || cutDown < total / 10 || replayed < total / 10)
    throw new Error('too little was cut or replayed to prove anything');
  return run;
}

export async function prove([given]: readonly string[]): Promise<void> {
  const seed = given === undefined ? SEED : Number(given);
  const house = await startHouse(INSTANCE);
  try {
    const { caller, workspaceId } = await newCaller(house.env, 'Retry');
    const run = await throughProxy(house, caller, workspaceId, seed);
    const { effects, keys } = await countEffects(house.env['DATABASE_OWNER_URL'] ?? '', workspaceId, run.answered);
    const { IN_PROGRESS: open = 0, DONE: kept = 0 } = keys;
    say(`\n${effects} effects of ${total} POSTs, each with the ids its caller was told; ${kept} keys kept, ${open} in progress`);
    if (effects !== total || kept !== total || open !== 0) throw new Error('not one effect and one key for each POST');
    await cancel(house, await headersOf(caller, workspaceId), run.answered.presigned);
    say('waiting for packages, and for leases to end and the sweeper to pass ...');
    const seconds = await settle(house.env);
    say(`nothing left over after ${seconds} s: no intent, no open multipart upload, no object without a row`);
  } finally {
    await endServices(house.stack.folders, say); // the API in place of the killed one is not the house's own
    await house.stop();
  }
}
