import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import { awaitJob } from './get-job.ts';
import { describeJobs, listJobs } from './list-jobs.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asJob = (text: string): JsonText<Schemas['Job']> => text as JsonText<Schemas['Job']>;
const asList = (text: string): JsonText<Schemas['JobList']> => text as JsonText<Schemas['JobList']>;

export const jobsRoutes = {
  listJobs: async (ctx, { query }) => {
    const { body, link } = await listJobs(ctx, query);
    return { status: 200, headers: { ...(link !== '' && { Link: link }) }, body: asList(body) };
  },
  optionsJobs: async (ctx) => ({ status: 200, ...(await describeJobs(ctx)) }),
  getJob: async (ctx, { params, query, patience }) => {
    const { etag, body, busy } = await awaitJob(ctx, params.jobId, query, patience);
    return { status: 200, headers: { ETag: etag, ...(busy && { 'Retry-After': 1 }) }, body: asJob(body) };
  },
} satisfies Routes;
