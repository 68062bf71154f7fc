import { derivedId, newId } from '../../core/ids.ts';
import type { JobContext } from '../../platform/context.ts';
import { asSystem, inJob } from '../../platform/db/doors.ts';
import type { JobDefinition, JobPayload } from '../../platform/queue/define-job.ts';
import type { Sweep, SweepContext } from '../../platform/sweeps/sweep.ts';
import { purgeDossierJob, purgeFileJob } from './contracts.ts';
import { dueDossiers, dueFiles } from './queries.ts';

const PAGE = 200;
const FIRST = '-infinity 00000000-0000-0000-0000-000000000000';

interface DueRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly trashed: string;
  readonly active: boolean;
}

/**
 * Enqueues a job for everything whose time in the trash is over, a page at a time and then from the beginning again. What is due is read
 * from the rows themselves: it holds whatever was restored, however the hours were changed, and for what was trashed before this program
 * knew how to purge. A trashing makes one job, however often it is found. Suspended workspaces keep theirs until they are resumed.
 */
const findDue = <P extends JobPayload>(
  name: string,
  query: typeof dueFiles,
  job: JobDefinition<P>,
  payload: (workspaceId: string, id: string) => P,
): Sweep => ({
  name,
  pauseSeconds: 10,
  step: async (ctx, place) => {
    const [when, id] = (place === '' ? FIRST : place).split(' ');
    const values = [ctx.platform.settings.trashHours, when, id, PAGE];
    const rows = await asSystem(ctx.platform.db, 'find-due', (tx) => tx.query<DueRow>(query, values));
    for (const [workspaceId, due] of Map.groupBy(
      rows.filter(({ active }) => active),
      (row) => row.workspace_id,
    )) {
      await inJob(asJob(ctx, workspaceId), async (tx) => {
        for (const row of due) await ctx.platform.queue.enqueue(tx, job, payload(workspaceId, row.id), derivedId(row.id, row.trashed));
      });
    }
    const last = rows.at(-1);
    return { place: last && rows.length === PAGE ? `${last.trashed.replace(' ', 'T')} ${last.id}` : '', swept: {} };
  },
});

const asJob = ({ platform, log, signal }: SweepContext, workspaceId: string): JobContext => ({
  platform,
  workspaceId,
  jobId: newId(),
  signal,
  log,
});

export const findDueDossiers = findDue('trashed-dossiers', dueDossiers, purgeDossierJob, (workspaceId, dossierId) => ({
  workspaceId,
  dossierId,
}));
export const findDueFiles = findDue('trashed-files', dueFiles, purgeFileJob, (workspaceId, fileId) => ({ workspaceId, fileId }));
