import { handle, type JobHandler } from '../../platform/queue/handle.ts';
import type { Sweep } from '../../platform/sweeps/sweep.ts';
import { completeInBackground } from './complete-in-background.ts';
import { completeUploadJob, verifyContentJob } from './contracts.ts';
import { expiredUploads } from './sweep-uploads.ts';
import { verifyContent } from './verify-content.ts';

export const uploadsJobs: readonly JobHandler[] = [
  handle(completeUploadJob, completeInBackground),
  handle(verifyContentJob, verifyContent),
];

export const uploadsSweeps: readonly Sweep[] = [expiredUploads];
