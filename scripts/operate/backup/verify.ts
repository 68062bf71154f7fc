import type { Say } from '../../stack/progress.ts';
import { digestFile } from './copy-objects.ts';
import { type BackupRecord, type ObjectRecord, objectPath, objectsPath, readRecord, tablePath } from './layout.ts';
import { readLines } from './lines.ts';
import { inParallel } from './parallel.ts';
import { ObjectProgress } from './progress.ts';

const READS_AT_ONCE = 4;

/** The objects of a backup, those that were missing in the bucket left out. Throws at the end when the list is not the recorded one. */
export async function* objectsOf(folder: string, record: BackupRecord): AsyncGenerator<ObjectRecord, void, undefined> {
  for await (const line of readLines(objectsPath(folder), record.objects)) {
    const object = JSON.parse(line) as ObjectRecord;
    if (object.fault !== 'missing') yield object;
  }
}

/** Reads a backup to its last byte. Throws when anything of it is missing or not what was written. */
export async function verifyBackup(folder: string, say: Say): Promise<BackupRecord> {
  const record = readRecord(folder);
  for (const table of record.tables) {
    for await (const line of readLines(tablePath(folder, table.name), table)) JSON.parse(line);
  }
  say(`rows        ${record.tables.length} tables are whole`);
  const progress = new ObjectProgress(say, 'read', record.objects.rows);
  for await (const size of inParallel(objectsOf(folder, record), READS_AT_ONCE, (one) => checkObject(folder, one))) progress.add(size);
  progress.tell();
  return record;
}

/** Reads the file of one object. Resolves with its size; throws when it is not what the record says. */
export async function checkObject(folder: string, { key, size, sha256 }: ObjectRecord): Promise<number> {
  const found = await digestFile(objectPath(folder, key)).catch((cause: unknown) => {
    throw new Error(`The object ${key} cannot be read from the backup.`, { cause });
  });
  if (found.size !== size || found.sha256 !== sha256) throw new Error(`The object ${key} is not what the backup's record says.`);
  return size;
}
