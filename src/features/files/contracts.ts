import { z } from 'zod';
import { defineFact } from '../../platform/queue/define-job.ts';

/** A version of a file is stored and counts: sent by the transaction that wrote its row. */
export const fileStored = defineFact({
  fact: 'file.stored',
  payload: z.object({ workspaceId: z.uuid(), fileId: z.uuid(), version: z.int().min(1) }),
});

export const filesContracts = { jobs: [], facts: [fileStored] };
