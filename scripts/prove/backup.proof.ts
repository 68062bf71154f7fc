import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeContract } from '../demo/documents/contract.ts';
import { readRecord } from '../operate/backup/layout.ts';
import { backupParts } from '../operate/backup/settings.ts';
import { instanceFolders, ROOT } from '../stack/paths.ts';
import { connected, DATABASE, superuserUrl } from '../stack/postgres-connect.ts';
import { prepareDatabases } from '../stack/postgres-roles.ts';
import { migrateStack, startProgram } from '../stack/run-api.ts';
import { loadState } from '../stack/state.ts';
import { resetInstance } from '../stack/stopping.ts';
import { allAnswers, requireSame } from './support/all-answers.ts';
import { noise } from './support/bytes.ts';
import type { Caller, Item } from './support/caller.ts';
import { compareBackups } from './support/compare-backups.ts';
import { type House, newCaller, say, startHouse } from './support/house.ts';
import { leftovers } from './support/leftovers.ts';
import { startTraffic } from './support/traffic.ts';

export const about = 'backup in the middle of traffic, database and bucket destroyed, restored: every row, object and answer is the same';

const INSTANCE = 'prove-backup';
const MIB = 1024 * 1024;
const PATIENCE_SECONDS = 180;

/** The command as an operator gives it. Resolves with the seconds it took. */
async function operate(...args: string[]): Promise<number> {
  const started = performance.now();
  say(`\nnpm run operate -- ${args.join(' ')}`);
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'operate.ts'), ...args, '--instance', INSTANCE], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`operate ${args[0]} ended with ${code}`);
  return (performance.now() - started) / 1000;
}

/** Something of everything: sizes, versions, documents that are read and that cannot be, trash, packages. */
async function furnish(caller: Caller): Promise<void> {
  const dossier = await caller.makeDossier('Kept');
  for (let n = 1; n <= 30; n += 1) await caller.upload(dossier, `file ${n}.bin`, noise(n * 20_000).stream);
  const large = await caller.upload(dossier, 'large.bin', noise(24 * MIB).stream);
  await caller.uploadVersion(large.id, noise(17 * MIB).stream);
  for (const pages of [1, 4]) {
    const pdf = await makeContract({ number: `C-${pages}`, parties: ['North', 'South'], pages });
    const file = await caller.upload(dossier, `contract ${pages}.pdf`, Readable.from([Buffer.from(pdf)]));
    const mended = await makeContract({ number: `C-${pages}b`, parties: ['North', 'South'], pages: pages + 1 });
    await caller.uploadVersion(file.id, Readable.from([Buffer.from(mended)]));
  }
  await caller.upload(dossier, 'broken.pdf', Readable.from([Buffer.from('%PDF-1.7\nnothing of a PDF')]));
  await settled(caller);
  await caller.packageReady(await caller.askForPackage(dossier), PATIENCE_SECONDS);
  const trashed = await caller.upload(dossier, 'trashed.bin', noise(MIB).stream);
  await caller.call('DELETE', `/files/${trashed.id}`);
  const away = await caller.makeDossier('Thrown away');
  await caller.upload(away, 'in the trash.bin', noise(MIB).stream);
  await settled(caller);
  await caller.call('DELETE', `/dossiers/${away}`);
}

/** Waits until nothing is being read any more. */
async function settled(caller: Caller): Promise<void> {
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; Date.now() < end; await sleep(500)) {
    const busy = await Promise.all(
      ['UPLOADED', 'PROCESSING'].map((status) => caller.call<{ count: number }>('GET', `/files?status=${status}&limit=1`)),
    );
    if (busy.every(({ count }) => count === 0)) return;
  }
  throw new Error('files were still being read');
}

/** Our database and everything in the bucket; Keycloak's database has its own backup. */
async function destroy(house: House): Promise<void> {
  const state = await loadState(house.stack.folders);
  await connected(superuserUrl(state), (client) => client.query(`drop database ${DATABASE} with (force)`));
  await prepareDatabases(state);
  const { objects } = backupParts(house.env, INSTANCE, say);
  let removed = 0;
  for await (const key of objects.keys('')) {
    await objects.remove(key);
    removed += 1;
  }
  objects.close();
  say(`\ndestroyed: the database, and ${removed} objects of the bucket`);
}

async function quiet(env: Readonly<Record<string, string>>): Promise<void> {
  let found: readonly string[] = [];
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; Date.now() < end; await sleep(2_000)) {
    found = await leftovers(env);
    if (found.length === 0) return;
  }
  throw new Error(`left over:\n  ${found.join('\n  ')}`);
}

async function roundTrip(house: House, first: string, second: string): Promise<void> {
  const [busy, still] = [await newCaller(house.env, 'Busy'), await newCaller(house.env, 'Still')];
  for (const { caller } of [busy, still]) await furnish(caller);
  const before = await allAnswers(still.caller);
  const traffic = startTraffic(busy.caller, await busy.caller.makeDossier('Traffic'));
  while (traffic.done() < 40) await sleep(100);
  const acknowledged = new Map(traffic.kept);
  const begun = traffic.done();
  const backupSeconds = await operate('backup', '--to', first);
  const during = traffic.done() - begun;
  for (const id of acknowledged.keys()) if (!traffic.kept.has(id)) acknowledged.delete(id); // deleted meanwhile
  await traffic.stop();
  say(`${during} uploads went on meanwhile, with deletions, versions and packages`);
  if (during === 0) throw new Error('the backup was over before anything else happened');
  await operate('backup', 'verify', '--from', first);

  await house.program.stop();
  await destroy(house);
  await migrateStack(house.stack, say);
  const restoreSeconds = await operate('restore', '--from', first);
  await operate('backup', '--to', second);
  const { rows, objects, changed } = await compareBackups(first, second);
  say(`\n${rows} rows and ${objects} objects are those of the backup; ${changed} rows came back as documented`);

  const program = await startProgram(house.stack, say);
  try {
    const [stillNow, busyNow] = [still.caller.at(house.env), busy.caller.at(house.env)];
    requireSame(before, await allAnswers(stillNow));
    say(`${before.size} answers to a caller are the same as before`);
    for (const [id, sha256] of acknowledged) {
      const got = await busyNow.download(`/files/${id}/content`);
      if (got.sha256 !== sha256) throw new Error(`file ${id} changed`);
    }
    say(`${acknowledged.size} files that were acknowledged before the backup began are there, byte by byte`);
    await settled(busyNow);
    await busyNow.upload((await busyNow.call<{ results: Item[] }>('GET', '/dossiers')).results[0]?.id ?? '', 'new.bin', noise(MIB).stream);
    await quiet(house.env);
    say('what was waiting was done; nothing is left over');
  } finally {
    await program.stop();
  }
  const { totalBytes } = readRecord(first).objects;
  const rate = (seconds: number): string => `${seconds.toFixed(1)} s, ${(totalBytes / MIB / seconds).toFixed(0)} MiB/s`;
  say(`\nbackup ${rate(backupSeconds)}; restore ${rate(restoreSeconds)}`);
}

export async function prove(): Promise<void> {
  await resetInstance(instanceFolders(INSTANCE), say);
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-backup-'));
  const house = await startHouse(INSTANCE);
  try {
    await roundTrip(house, join(folder, 'first'), join(folder, 'second'));
  } finally {
    await house.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
