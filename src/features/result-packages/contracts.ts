import { z } from 'zod';
import { defineJob } from '../../platform/queue/define-job.ts';

const payload = z.object({ workspaceId: z.uuid(), packageId: z.uuid() });

/** Makes the zip of a package; enqueued by the transaction that asks for it. */
export const buildPackageJob = defineJob({
  queue: 'result-packages.build-package',
  payload,
  concurrency: 2,
  perWorkspace: 1,
  expireInSeconds: 12 * 3600,
});

/** Takes a package's bytes away when its time is over; enqueued, for that moment, by the transaction that makes it ready. */
export const expirePackageJob = defineJob({
  queue: 'result-packages.expire-package',
  payload,
  concurrency: 2,
  perWorkspace: 2,
});

export const resultPackagesContracts = { jobs: [buildPackageJob, expirePackageJob], facts: [] };
