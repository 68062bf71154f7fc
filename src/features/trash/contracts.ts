import { z } from 'zod';
import { defineJob } from '../../platform/queue/define-job.ts';

/** Removes a dossier for good, with all its files, once its time in the trash is over; enqueued by the sweep that finds it. */
export const purgeDossierJob = defineJob({
  queue: 'trash.purge-dossier',
  payload: z.object({ workspaceId: z.uuid(), dossierId: z.uuid() }),
  concurrency: 1,
  perWorkspace: 1,
});

/** The same for a file that was deleted by itself. */
export const purgeFileJob = defineJob({
  queue: 'trash.purge-file',
  payload: z.object({ workspaceId: z.uuid(), fileId: z.uuid() }),
  concurrency: 2,
  perWorkspace: 1,
});

export const trashContracts = { jobs: [purgeDossierJob, purgeFileJob], facts: [] };
