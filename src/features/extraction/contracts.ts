import { defineJob } from '../../platform/queue/define-job.ts';
import { fileStored } from '../files/index.ts';

/** Reads pages and text of a stored file version and sets its status. The longest wall time of a child fits into its expiry. */
export const analyzeFileJob = defineJob({
  queue: 'extraction.analyze-file',
  payload: fileStored.payload,
  on: fileStored,
  concurrency: 3,
  perWorkspace: 2,
  expireInSeconds: 4 * 3600,
});

export const extractionContracts = { jobs: [analyzeFileJob], facts: [] };
