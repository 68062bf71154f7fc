import { setTimeout as sleep } from 'node:timers/promises';
import { noise } from './support/bytes.ts';
import type { Caller, Item } from './support/caller.ts';
import { type House, newCaller, say, startHouse } from './support/house.ts';
import { leftovers } from './support/leftovers.ts';
import { beginSurvivors, finish, flow, type Survivor } from './support/survivors.ts';

export const about =
  'kill -9 of each part in uploads of all kinds and in packages: nothing acknowledged is lost, what can go on does, nothing half-made is left';

const MIB = 1024 * 1024;
const INSTANCE = 'prove-crash';
/** Longer than the lease of an intent, and than the claim of a sweeper that was killed at its work. */
const SETTLE_SECONDS = 420;

type PartName = 'worker' | 'api' | 'postgresql' | 's3' | 'keycloak';
const PARTS: readonly PartName[] = ['worker', 'api', 'postgresql', 's3', 'keycloak'];

interface Acknowledged {
  readonly files: { readonly id: string; readonly sha256: string }[];
  readonly packages: string[];
  /** Begun, and not gone on with yet. */
  survivors: readonly Survivor[];
}

/** Uploads one file and notes it the moment it is acknowledged. */
async function store(caller: Caller, dossier: string, name: string, size: number, kept: Acknowledged, pauseMs?: number): Promise<void> {
  const bytes = noise(size, pauseMs === undefined ? {} : { pauseMs });
  const file = await caller.upload(dossier, name, bytes.stream);
  if (file.sha256 !== bytes.sha256()) throw new Error(`${name}: stored digest differs from what was sent`);
  kept.files.push({ id: file.id, sha256: file.sha256 });
}

function kill(house: House, part: PartName): void {
  const pid = house.pids()[part];
  if (pid === undefined) throw new Error(`${part} does not run`);
  process.kill(pid, 'SIGKILL');
}

/** Kills the part while slow uploads of all kinds flow. The plain one may fail or be acknowledged; both are right. */
async function midUpload(house: House, caller: Caller, dossier: string, part: PartName, kept: Acknowledged): Promise<string> {
  kept.survivors = await beginSurvivors(caller, dossier, `cut ${part}`);
  for (const survivor of kept.survivors) void flow(caller, survivor);
  const flowing = store(caller, dossier, `cut ${part}.bin`, 48 * MIB, kept, 40).then(
    () => 'acknowledged',
    (error: Error) => `refused (${error.message.slice(0, 60)})`,
  );
  await sleep(900);
  kill(house, part);
  return Promise.race([flowing, sleep(30_000).then(() => 'no answer in 30 s')]);
}

/** Kills the part while the worker builds a package. */
async function midPackage(house: House, caller: Caller, dossier: string, part: PartName, kept: Acknowledged): Promise<string> {
  const id = await caller.askForPackage(dossier);
  kept.packages.push(id);
  for (let status = 'QUEUED'; status === 'QUEUED'; await sleep(20))
    status = (await caller.call<Item>('GET', `/result-packages/${id}`)).status ?? '';
  kill(house, part);
  return 'killed while GENERATING';
}

/** Resumable and direct uploads go on from where they were, and count like any other file in the end. */
async function goOn(caller: Caller, kept: Acknowledged): Promise<void> {
  for (const survivor of kept.survivors) {
    const { offset, status } = await caller.call<{ offset: number; status: string }>('GET', `/uploads/${survivor.id}`);
    kept.files.push(await finish(caller, survivor));
    say(`  the ${survivor.kind} upload was ${status} at ${(offset / MIB).toFixed(1)} MiB, and went on to its end`);
  }
  kept.survivors = [];
}

async function verify(caller: Caller, kept: Acknowledged): Promise<void> {
  for (const { id, sha256 } of kept.files) {
    const got = await caller.download(`/files/${id}/content`);
    if (got.sha256 !== sha256) throw new Error(`file ${id} changed: ${got.sha256} instead of ${sha256}`);
  }
  for (const id of kept.packages) {
    const made = await caller.packageReady(id, 180);
    const got = await caller.download(`/result-packages/${id}/content`);
    if (got.sha256 !== made.sha256 || got.size !== made.size) throw new Error(`package ${id} is not what it says`);
  }
}

async function settle(env: Readonly<Record<string, string>>): Promise<void> {
  let found: readonly string[] = [];
  for (const end = Date.now() + SETTLE_SECONDS * 1000; Date.now() < end; await sleep(5_000)) {
    found = await leftovers(env);
    if (found.length === 0) return;
  }
  throw new Error(`left over after ${SETTLE_SECONDS} s:\n  ${found.join('\n  ')}`);
}

export async function prove(): Promise<void> {
  let house = await startHouse(INSTANCE);
  const { workspaceId, caller: first } = await newCaller(house.env, 'Crash');
  let caller = first;
  const kept: Acknowledged = { files: [], packages: [], survivors: [] };
  try {
    const dossier = await caller.makeDossier('Crash');
    for (let i = 1; i <= 4; i++) await store(caller, dossier, `kept ${i}.bin`, 40 * MIB, kept);
    for (const part of PARTS) {
      for (const [moment, act] of [
        ['upload', midUpload],
        ['package', midPackage],
      ] as const) {
        const outcome = await act(house, caller, dossier, part, kept);
        say(`\nkill -9 ${part} in mid-${moment}: ${outcome}; starting again ...`);
        await house.stop();
        house = await startHouse(INSTANCE);
        caller = first.at(house.env);
        await goOn(caller, kept);
        await verify(caller, kept);
        say(`  ${kept.files.length} acknowledged files and ${kept.packages.length} packages are whole`);
      }
    }
    say('\nwaiting for leases to end and the sweeper to pass ...');
    await settle(house.env);
    say(
      `nothing left over in workspace ${workspaceId}: no intent, no unfinished upload, no open multipart upload, no object without a row`,
    );
  } finally {
    await house.stop();
  }
}
