import { after } from 'node:test';
import { createDossier } from '../../../src/features/dossiers/create-dossier.ts';
import { analyzeFileJob } from '../../../src/features/extraction/contracts.ts';
import { fileStored } from '../../../src/features/files/contracts.ts';
import type { WorkspaceContext } from '../../../src/platform/context.ts';
import { openQueue } from '../../../src/platform/queue/boss.ts';
import { migrateQueue } from '../../../src/platform/queue/migrate-queue.ts';
import { type Bench, openBench } from '../../platform/storage/support.ts';

export interface FilesBench extends Bench {
  /** A caller whose uploads have these limits. */
  uploader(upload: { readonly maxBytes: number; readonly maxFiles: number }): WorkspaceContext;
  newDossier(): Promise<string>;
  counters(dossierId: string): Promise<{ files: number; bytes: number; pages: number }>;
}

/** The storage bench with a queue, for verbs and steps of the room without a server around them. */
export async function openFilesBench(): Promise<FilesBench> {
  const bench = await openBench();
  await migrateQueue(bench.database.url('tabularium_owner'), [analyzeFileJob], [fileStored]);
  const queue = await openQueue({ databaseUrl: bench.database.url('tabularium_app') });
  after(() => queue.close());
  const uploader: FilesBench['uploader'] = (upload) => {
    const ctx = bench.caller();
    return { ...ctx, platform: { ...ctx.platform, queue, settings: { ...ctx.platform.settings, upload } } };
  };
  return {
    ...bench,
    uploader,
    newDossier: async () => (await createDossier(bench.caller(), { name: 'Bench' })).id,
    counters: async (dossierId) => {
      const [row] = await bench.database.query<{ files: string; bytes: string; pages: string }>(
        'tabularium_owner',
        'select file_count as files, byte_count as bytes, page_count as pages from app.dossier_counters where dossier_id = $1',
        [dossierId],
      );
      return { files: Number(row?.files), bytes: Number(row?.bytes), pages: Number(row?.pages) };
    },
  };
}
