import { handle, type JobHandler } from '../../platform/queue/handle.ts';
import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { buildPackage, giveUpPackage } from './build-package.ts';
import { buildPackageJob, expirePackageJob } from './contracts.ts';
import { expirePackage } from './expire-package.ts';
import { packageRows } from './purge-packages.ts';

export const resultPackagesJobs: readonly JobHandler[] = [
  handle(buildPackageJob, buildPackage, giveUpPackage),
  handle(expirePackageJob, expirePackage),
];

export const resultPackagesSweeps: readonly Sweep[] = [packageRows];
