import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writePrivateJson } from '../../stack/files.ts';

/** A file of lines in a backup. */
export interface LinesRecord {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface TableRecord extends LinesRecord {
  /** With its schema: `app.files`. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** An object in a backup: what was found in the bucket. */
export interface ObjectRecord {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
  /** The store's ETag, as its row has it. */
  readonly etag: string;
  /** What is wrong with it: it was so in the bucket. */
  readonly fault?: 'missing' | 'damaged';
}

export interface SequenceRecord {
  readonly name: string;
  /** Null: not used yet. */
  readonly value: string | null;
}

/** Everything a backup is, written last: a folder without it holds an unfinished one. */
export interface BackupRecord {
  readonly format: 1;
  readonly program: string;
  /** When the rows were read. */
  readonly takenAt: string;
  readonly migrations: readonly string[];
  /** Version of the job schema. */
  readonly jobs: number;
  readonly tables: readonly TableRecord[];
  readonly sequences: readonly SequenceRecord[];
  readonly objects: LinesRecord & { readonly totalBytes: number; readonly faults: number };
}

export const recordPath = (folder: string): string => join(folder, 'backup.json');
export const tablePath = (folder: string, table: string): string => join(folder, 'tables', `${table}.jsonl`);
export const objectsPath = (folder: string): string => join(folder, 'objects.jsonl');
export const wantedPath = (folder: string): string => join(folder, 'objects.wanted');

const KEY = /^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)+$/;

/** Where the bytes of a key are. Throws for a key that is none of ours: it would be a path anywhere. */
export function objectPath(folder: string, key: string): string {
  if (!KEY.test(key)) throw new Error(`${JSON.stringify(key)} is no object key of this program.`);
  return join(folder, 'objects', key);
}

/** The record of a finished backup; throws when there is none. */
export function readRecord(folder: string): BackupRecord {
  const record = readJson(recordPath(folder)) as BackupRecord | undefined;
  if (record === undefined) throw new Error(`${folder} holds no finished backup: its backup.json is missing or torn.`);
  if (record.format !== 1) throw new Error(`${folder} holds a backup of another format than this program reads.`);
  return record;
}

export const writeRecord = (folder: string, record: BackupRecord): void => writePrivateJson(recordPath(folder), record);

export const programVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
