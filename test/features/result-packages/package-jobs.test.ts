import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { resultPackagesJobs } from '../../../src/features/result-packages/jobs.ts';
import { startWorking } from '../../../src/platform/queue/work.ts';
import { waitFor } from '../../support/wait-for.ts';
import { openBench } from './bench.ts';

const bench = await openBench();

test('asking is enough: the worker makes it, and says so when it never can', async () => {
  const room = await bench.workspace();
  const dossier = await room.dossier('Queue');
  await room.file(dossier, 'a.txt', 'a');
  const [good, bad] = [await room.ask({ dossierIds: [dossier] }), await room.ask({ dossierIds: [dossier] })];
  // as after as many workers as there are attempts were killed with it
  await bench.database.query('tabularium_owner', `update jobs.job set state = 'retry', retry_count = 8, started_on = now() where id = $1`, [
    bad,
  ]);
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const working = await startWorking(bench.platform, resultPackagesJobs, { log: silent });
  const settled = (id: string) =>
    waitFor('the package is settled', async () => !['QUEUED', 'GENERATING'].includes((await room.look(id)).status));
  await settled(good);
  await settled(bad);
  await working.stop();
  assert.equal((await room.look(good)).status, 'READY');
  const failed = await room.look(bad);
  assert.deepEqual([failed.status, failed.error?.code], ['FAILED', 'PACKAGE_FAILED']);
  const [expiry] = await bench.database.query<{ start_after: Date }>(
    'tabularium_owner',
    `select start_after from jobs.job where name = 'result-packages.expire-package' and id = $1`,
    [good],
  );
  assert.equal(expiry?.start_after.toISOString(), (await room.look(good)).expiresAt);
});
