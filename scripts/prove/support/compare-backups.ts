import { type BackupRecord, readRecord, tablePath } from '../../operate/backup/layout.ts';
import { readLines } from '../../operate/backup/lines.ts';
import { type Changes, changesOnReturn } from '../../operate/backup/load.ts';
import { objectsOf } from '../../operate/backup/verify.ts';

type Row = Parameters<Changes[string]>[0];

/** The rows of a table, sorted, as they are to be after a restore. */
async function rowsOf(folder: string, table: string, change: Changes[string] = (row) => row): Promise<{ rows: string[]; changed: number }> {
  const rows: string[] = [];
  let changed = 0;
  for await (const line of readLines(tablePath(folder, table))) {
    const before = JSON.parse(line) as Row;
    const row = change(before);
    if (row !== before) changed += 1;
    if (row !== undefined) rows.push(JSON.stringify(row));
  }
  return { rows: rows.toSorted(), changed };
}

async function objectLines(folder: string, record: BackupRecord): Promise<string[]> {
  const lines: string[] = [];
  for await (const { key, size, sha256 } of objectsOf(folder, record)) lines.push(`${key} ${size} ${sha256}`);
  return lines.toSorted();
}

/**
 * Compares a backup with one of what it was restored to, row by row and object by object. Throws at the first difference beyond what a
 * restore changes on purpose; resolves with what was compared, and how many rows came back otherwise or not.
 */
export async function compareBackups(first: string, second: string): Promise<{ rows: number; objects: number; changed: number }> {
  const [before, after] = [readRecord(first), readRecord(second)];
  const changes = changesOnReturn();
  let rows = 0;
  let changed = 0;
  // uploads come before their parts: what becomes of these hangs on those
  for (const { name } of before.tables.toSorted((a, b) => Number(a.name.endsWith('_parts')) - Number(b.name.endsWith('_parts')))) {
    const wanted = await rowsOf(first, name, changes[name]);
    const found = await rowsOf(second, name);
    const at = wanted.rows.findIndex((row, i) => row !== found.rows[i]);
    if (at !== -1 || found.rows.length !== wanted.rows.length)
      throw new Error(`${name} differs:\n  ${wanted.rows[at]}\n  ${found.rows[at]}\n  ${wanted.rows.length} and ${found.rows.length} rows`);
    rows += found.rows.length;
    changed += wanted.changed;
  }
  const [wanted, found] = [await objectLines(first, before), await objectLines(second, after)];
  if (wanted.join('\n') !== found.join('\n')) throw new Error(`the objects differ: ${wanted.length} and ${found.length}`);
  return { rows, objects: found.length, changed };
}
