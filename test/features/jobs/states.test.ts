import { strict as assert } from 'node:assert';
import { after, test } from 'node:test';
import { analyzeFileJob, extractionContracts } from '../../../src/features/extraction/contracts.ts';
import { filesContracts } from '../../../src/features/files/contracts.ts';
import { getJob } from '../../../src/features/jobs/get-job.ts';
import { KINDS } from '../../../src/features/jobs/kinds.ts';
import { listJobs } from '../../../src/features/jobs/list-jobs.ts';
import { resultPackagesContracts } from '../../../src/features/result-packages/contracts.ts';
import { trashContracts } from '../../../src/features/trash/contracts.ts';
import { uploadsContracts } from '../../../src/features/uploads/contracts.ts';
import { listDeadJobs, redriveJob } from '../../../src/platform/queue/dead-jobs.ts';
import { handle, type JobHandler } from '../../../src/platform/queue/handle.ts';
import type { AnyJob } from '../../../src/platform/queue/schema.ts';
import { startWorking } from '../../../src/platform/queue/work.ts';
import type { Job, List } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openBench, type Room } from '../result-packages/bench.ts';

const bench = await openBench();
const ownerUrl = bench.database.url('tabularium_owner');
const sql = (text: string, values: readonly unknown[] = []) =>
  bench.database.query<Record<string, unknown>>('tabularium_owner', text, values);
const silent = (): void => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const SECRET = 'thrown about contract.pdf';

/** The one job of the room, as list and item show it. */
async function job({ caller }: Room): Promise<Job> {
  const { body } = await listJobs(caller, { kind: 'ANALYZE_FILE' });
  assert.ok(!body.includes('contract'));
  const [first, ...more] = (JSON.parse(body) as List<Job>).results;
  assert.ok(first && more.length === 0, body);
  const item = await getJob(caller, first.id);
  const { id, status } = JSON.parse(item.body) as Job;
  assert.deepEqual([id, item.busy], [first.id, status !== 'FAILED' && status !== 'COMPLETED']);
  return first;
}

async function working(handler: JobHandler, until: () => Promise<boolean>): Promise<void> {
  const worker = await startWorking(bench.platform, [handler], { log, graceSeconds: 0 });
  try {
    await waitFor('the state', until);
  } finally {
    await worker.stop();
  }
}

/** Its next attempt begins at once, and is the one of this number. */
const hurry = (attempt: number) =>
  sql(`update jobs.job set start_after = now(), retry_count = greatest(retry_count, $1) where state = 'retry'`, [attempt - 2]);

test('a job is seen in every state, from the first attempt to its death and back', async () => {
  const room = await bench.workspace();
  await room.file(await room.dossier('D'), 'contract.pdf', 'text');
  const first = await job(room);
  assert.deepEqual([first.status, first.attempt, first.attempts, first.error], ['WAITING', 0, 9, null]);
  const release = Promise.withResolvers<void>();
  after(() => release.resolve());
  const stuck = handle(analyzeFileJob, (ctx) =>
    Promise.race([release.promise, new Promise<void>((_, no) => ctx.signal.addEventListener('abort', no))]),
  );
  await working(stuck, async () => {
    const { status, attempt, dateStarted } = await job(room);
    return status === 'RUNNING' && attempt === 1 && dateStarted !== null;
  });
  const failing = handle(analyzeFileJob, async () => {
    throw new Error(SECRET);
  });
  await working(failing, async () => {
    const { status, error, startAfter } = await job(room);
    return status === 'RETRYING' && error?.code === 'ATTEMPT_FAILED' && startAfter !== null;
  });
  await working(failing, async () => {
    await hurry(9);
    const { status, error, attempt, dateEnded } = await job(room);
    return status === 'FAILED' && error?.code === 'JOB_FAILED' && attempt === 9 && dateEnded !== null;
  });
  assert.equal((await listDeadJobs(ownerUrl)).find(({ id }) => id === first.id)?.error, SECRET);
  assert.equal((await job(room)).id, first.id);
  assert.equal(await redriveJob(ownerUrl, first.id), 'put back');
  const again = await job(room);
  assert.deepEqual([again.id, again.status, again.attempt], [first.id, 'WAITING', 0]);
  await working(
    handle(analyzeFileJob, async () => {}),
    async () => (await job(room)).status === 'COMPLETED',
  );
});

test('a job that gave up in the words of its room has failed', async () => {
  const room = await bench.workspace();
  await room.file(await room.dossier('D'), 'contract.pdf', 'text');
  const failing = handle(
    analyzeFileJob,
    async () => {
      throw new Error(SECRET);
    },
    async () => {},
  );
  await working(failing, async () => {
    await hurry(9);
    const { status, error } = await job(room);
    return status === 'FAILED' && error?.code === 'JOB_FAILED';
  });
});

test('every queue has a public name, and no fact makes two jobs that would share an id', () => {
  const jobs = [filesContracts, extractionContracts, resultPackagesContracts, trashContracts, uploadsContracts].flatMap<AnyJob>(
    ({ jobs: some }) => some,
  );
  assert.ok(jobs.length >= 5);
  for (const { queue } of jobs) assert.ok(KINDS[queue], queue);
  const facts = jobs.flatMap(({ on }) => (on ? [on.fact] : []));
  assert.equal(new Set(facts).size, facts.length);
});
