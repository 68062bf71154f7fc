import { resolve } from 'node:path';
import type { Say } from '../../stack/progress.ts';
import type { BackupRecord } from './layout.ts';
import { sizeOf } from './progress.ts';
import { restoreBackup } from './restore.ts';
import { backupParts } from './settings.ts';
import { type BackupParts, takeBackup } from './take.ts';
import { verifyBackup } from './verify.ts';

type Values = Readonly<Record<string, string | undefined>>;
const say: Say = (line) => console.log(line);

const folderOf = (values: Values, name: 'to' | 'from'): string => {
  const given = values[name]?.trim() ?? '';
  if (given === '') throw new Error(`--${name} is missing: the folder of the backup.`);
  return resolve(given);
};

async function withParts<T>(values: Values, run: (parts: BackupParts) => Promise<T>): Promise<T> {
  const parts = backupParts(process.env, values['instance'] ?? 'dev', say);
  try {
    return await run(parts);
  } finally {
    parts.objects.close();
  }
}

const summary = ({ takenAt, tables, objects }: BackupRecord): string => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} rows of ${tables.length} tables as of ${takenAt}, ${objects.rows} objects of ${sizeOf(objects.totalBytes)}`;
};

/** The commands that keep and bring back everything. A backup of a bucket with faults is a backup, and still ends as a failure: somebody is to look. */
export const BACKUP_COMMANDS: Readonly<Record<string, (values: Values) => Promise<string>>> = {
  backup: async (values) => {
    const folder = folderOf(values, 'to');
    const record = await withParts(values, (parts) => takeBackup(folder, parts));
    if (record.objects.faults > 0)
      throw new Error(
        `${folder} holds a whole backup (${summary(record)}), but ${record.objects.faults} objects were missing or damaged in the bucket: see above.`,
      );
    return `${folder} holds ${summary(record)}`;
  },
  'backup verify': async (values) => {
    const folder = folderOf(values, 'from');
    return `${folder} is whole: ${summary(await verifyBackup(folder, say))}`;
  },
  restore: async (values) => {
    const folder = folderOf(values, 'from');
    return `restored: ${summary(await withParts(values, (parts) => restoreBackup(folder, parts)))}. Start API and worker.`;
  },
};
