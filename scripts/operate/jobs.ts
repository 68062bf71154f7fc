import { isUuid } from '../../src/core/ids.ts';
import { listDeadJobs, type Redriven, redriveJob, redriveQueue } from '../../src/platform/queue/dead-jobs.ts';
import type { OperatorSettings } from './environment.ts';

const SAID: Readonly<Record<Redriven, (id: string) => string>> = {
  'put back': (id) => `${id} is back in its queue`,
  'not dead any more': (id) => `${id} is not dead any more: nothing was done`,
  unknown: (id) => {
    throw new Error(`There is no dead job ${id}; "jobs dead" lists them all.`);
  },
};

/** One line a dead job, the oldest first. */
export async function listDead({ DATABASE_OWNER_URL: url }: OperatorSettings): Promise<string> {
  const jobs = await listDeadJobs(url);
  if (jobs.length === 0) return 'no job is dead';
  const line = (job: (typeof jobs)[number]): string =>
    `${job.id}  ${job.queue}  workspace ${job.workspaceId}  ${job.diedAt.toISOString()}  ${job.attempts} attempt(s)  ${oneLine(job.error)}`;
  return jobs.map(line).join('\n');
}

/** Puts one dead job back, or all of a queue. */
export async function redrive(
  { DATABASE_OWNER_URL: url }: OperatorSettings,
  { id, all, queue }: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  if (all !== undefined && queue !== undefined && id === undefined) return `${await redriveQueue(url, queue)} job(s) are back in ${queue}`;
  if (all !== undefined || queue !== undefined || id === undefined || !isUuid(id))
    throw new Error('Name one job, "jobs redrive <id>", or all of a queue, "jobs redrive --all --queue <queue>"; "jobs dead" lists them.');
  return SAID[await redriveJob(url, id)](id);
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 300);
