import { handle, type JobHandler } from '../../platform/queue/handle.ts';
import { buildPackage, giveUpPackage } from './build-package.ts';
import { buildPackageJob, expirePackageJob } from './contracts.ts';
import { expirePackage } from './expire-package.ts';

export const resultPackagesJobs: readonly JobHandler[] = [
  handle(buildPackageJob, buildPackage, giveUpPackage),
  handle(expirePackageJob, expirePackage),
];
