import { handle, type JobHandler } from '../../platform/queue/handle.ts';
import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { purgeDossierJob, purgeFileJob } from './contracts.ts';
import { findDueDossiers, findDueFiles } from './find-due.ts';
import { purgeDossier } from './purge-dossier.ts';
import { purgeFile } from './purge-file.ts';

export const trashJobs: readonly JobHandler[] = [handle(purgeDossierJob, purgeDossier), handle(purgeFileJob, purgeFile)];

export const trashSweeps: readonly Sweep[] = [findDueDossiers, findDueFiles];
