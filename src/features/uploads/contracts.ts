import { z } from 'zod';
import { defineJob } from '../../platform/queue/define-job.ts';

const payload = z.object({ workspaceId: z.uuid(), uploadId: z.uuid() });

/** Makes a file of an upload whose bytes are all in the store; sent with the transaction that says so. */
export const completeUploadJob = defineJob({
  queue: 'uploads.complete-upload',
  payload,
  concurrency: 2,
  perWorkspace: 2,
  expireInSeconds: 4 * 3600,
});

/** Reads the bytes of a completed upload once, and says what they are. */
export const verifyContentJob = defineJob({
  queue: 'uploads.verify-content',
  payload,
  concurrency: 2,
  perWorkspace: 2,
  expireInSeconds: 12 * 3600,
});

export const uploadsContracts = { jobs: [completeUploadJob, verifyContentJob], facts: [] };
