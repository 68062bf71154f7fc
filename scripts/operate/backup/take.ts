import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { HOLD_OBJECTS } from '../../../src/platform/storage/backup-lock.ts';
import type { ObjectStore } from '../../../src/platform/storage/objects.ts';
import { readJson } from '../../stack/files.ts';
import type { Say } from '../../stack/progress.ts';
import { connectOwner, dataTables, jobsVersion, migrationNames, sequences } from './catalog.ts';
import { copyObject } from './copy-objects.ts';
import { dumpTable, dumpWantedObjects, type WantedObject } from './dump.ts';
import * as layout from './layout.ts';
import { readLines, writeLines } from './lines.ts';
import { inParallel } from './parallel.ts';
import { ObjectProgress, sizeOf } from './progress.ts';

const COPIES_AT_ONCE = 4;
const STILL_THERE_MS = 30_000;

export interface BackupParts {
  readonly ownerUrl: string;
  readonly objects: ObjectStore;
  readonly say: Say;
}

/**
 * Writes a backup of all workspaces to a folder, while everything goes on: the rows of one moment, then the objects that they name.
 * Begun again on the folder of an interrupted one, it keeps the objects that are there. Resolves with the record; objects that were
 * missing or damaged in the bucket are in it by their fault. Throws when the folder holds a finished backup or something else, when another backup is at
 * work, and when database or store fail: then the folder is not a backup.
 */
export async function takeBackup(folder: string, { ownerUrl, objects, say }: BackupParts): Promise<layout.BackupRecord> {
  await claimFolder(folder);
  const client = await connectOwner(ownerUrl);
  const stillThere = setInterval(() => void client.query('select').catch(() => undefined), STILL_THERE_MS);
  try {
    await holdObjects(client);
    const rows = await dumpRows(client, folder, say);
    const copied = await copyObjects(folder, objects, rows.wanted, say);
    await holdsStill(client);
    const { wanted: _, ...recorded } = rows;
    const record: layout.BackupRecord = { format: 1, program: layout.programVersion(), ...recorded, objects: copied };
    await rm(layout.wantedPath(folder));
    layout.writeRecord(folder, record);
    return record;
  } finally {
    clearInterval(stillThere);
    await client.end();
  }
}

const OURS = new Set(['tables', 'objects', 'objects.jsonl', 'objects.wanted', 'objects.jsonl.part', 'objects.wanted.part']);

/** A folder that is new, empty, or that of an interrupted backup, whose rows are thrown away. */
async function claimFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (readJson(layout.recordPath(folder)) !== undefined)
    throw new Error(`${folder} holds a finished backup. Each one goes to a folder of its own.`);
  const strange = (await readdir(folder)).filter((name) => !OURS.has(name) && !name.startsWith('backup.json'));
  if (strange.length > 0) throw new Error(`${folder} holds other things: ${strange.slice(0, 5).join(', ')}. Name an empty or new folder.`);
  await rm(join(folder, 'tables'), { recursive: true, force: true });
  await rm(layout.objectsPath(folder), { force: true });
}

/** From here on the sweeper removes nothing, as long as this connection lives. */
async function holdObjects(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>(HOLD_OBJECTS);
  if (rows[0]?.held !== true) throw new Error('Another backup of this database is at work. Wait for its end.');
}

/** A connection that was lost has lost the lock as well, and with it perhaps an object. */
async function holdsStill(client: pg.Client): Promise<void> {
  await client.query('select').catch((cause: unknown) => {
    throw new Error('The connection to the database was lost while objects were copied. Start the backup again on the same folder.', {
      cause,
    });
  });
}

async function dumpRows(client: pg.Client, folder: string, say: Say) {
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query<{ at: Date }>('select now() as at');
  const takenAt = rows[0]?.at.toISOString() ?? '';
  const tables: layout.TableRecord[] = [];
  for (const table of await dataTables(client)) {
    const written = await dumpTable(client, folder, table);
    say(`${table.name.padEnd(28)} ${String(written.rows).padStart(10)} rows  ${sizeOf(written.bytes)}`);
    tables.push(written);
  }
  const wanted = await dumpWantedObjects(client, layout.wantedPath(folder));
  const [migrations, jobs, at] = [await migrationNames(client), await jobsVersion(client), await sequences(client)];
  await client.query('commit');
  return { takenAt, migrations, jobs, tables, sequences: at, wanted };
}

async function copyObjects(
  folder: string,
  objects: ObjectStore,
  wanted: layout.LinesRecord,
  say: Say,
): Promise<layout.BackupRecord['objects']> {
  const progress = new ObjectProgress(say, 'copied', wanted.rows);
  let faults = 0;
  async function* wantedOnes(): AsyncGenerator<WantedObject> {
    for await (const line of readLines(layout.wantedPath(folder), wanted)) yield JSON.parse(line) as WantedObject;
  }
  async function* copies(): AsyncGenerator<string> {
    for await (const copied of inParallel(wantedOnes(), COPIES_AT_ONCE, (one) => copyObject(objects, folder, one))) {
      progress.add(copied.size);
      if (copied.fault !== undefined) {
        faults += 1;
        say(`objects     ${copied.key} is ${copied.fault} in the bucket`);
      }
      yield JSON.stringify(copied);
    }
  }
  const written = await writeLines(layout.objectsPath(folder), copies());
  progress.tell();
  return { ...written, totalBytes: progress.bytes, faults };
}
