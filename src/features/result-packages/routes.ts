import type { JsonText, Reply, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Patience } from '../../platform/patience.ts';
import { lastEventIdOf, STREAM } from '../events/index.ts';
import { awaitMade, awaitPackage } from './await-package.ts';
import { createPackageOf, createResultPackage } from './create-result-package.ts';
import { deleteResultPackage } from './delete-result-package.ts';
import { followResultPackage } from './follow-result-package.ts';
import { getContent, headContent } from './get-content.ts';
import { describeResultPackages, listResultPackages } from './list-result-packages.ts';
import type { PackageItem } from './types.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asPackage = (text: string): JsonText<Schemas['ResultPackage']> => text as JsonText<Schemas['ResultPackage']>;
const asList = (text: string): JsonText<Schemas['ResultPackageList']> => text as JsonText<Schemas['ResultPackageList']>;

/** 202 while the package is still to be made; a caller who was ready to wait may get the finished one. */
async function made(ctx: WorkspaceContext, asked: PackageItem, patience: Patience): Promise<Reply<'createResultPackage'>> {
  const { id, etag, body, busy } = await awaitMade(ctx, asked, patience);
  const headers = { ETag: etag, Location: `${ctx.platform.settings.publicUrl}/api/v1/result-packages/${id}` };
  return busy
    ? { status: 202, headers: { ...headers, 'Retry-After': 1 }, body: asPackage(body) }
    : { status: 201, headers, body: asPackage(body) };
}

export const resultPackagesRoutes = {
  createResultPackage: async (ctx, { body: { selection, ...options }, patience }) =>
    made(ctx, await createResultPackage(ctx, selection, options), patience),
  createDossierResultPackage: async (ctx, { params, body, patience }) =>
    made(ctx, await createPackageOf(ctx, params, body ?? {}), patience),
  createFileResultPackage: async (ctx, { params, body, patience }) => made(ctx, await createPackageOf(ctx, params, body ?? {}), patience),
  listResultPackages: async (ctx, { query }) => {
    const { body, link } = await listResultPackages(ctx, query);
    return { status: 200, headers: { ...(link !== '' && { Link: link }) }, body: asList(body) };
  },
  optionsResultPackages: async (ctx) => ({ status: 200, ...(await describeResultPackages(ctx)) }),
  getResultPackage: async (ctx, { params, query, patience }) => {
    const { etag, body, busy } = await awaitPackage(ctx, params.resultPackageId, query, patience);
    return { status: 200, headers: { ETag: etag, ...(busy && { 'Retry-After': 1 }) }, body: asPackage(body) };
  },
  deleteResultPackage: async (ctx, { params, headers }) => {
    await deleteResultPackage(ctx, params.resultPackageId, headers['if-match']);
    return { status: 204 };
  },
  followResultPackage: async (ctx, { params, query, headers }) => {
    const body = await followResultPackage(ctx, params.resultPackageId, lastEventIdOf(headers, query));
    return body === null ? { status: 204 } : { ...STREAM, body };
  },
  getResultPackageContent: (ctx, { params, raw }) => getContent(ctx, params.resultPackageId, raw.headers),
  headResultPackageContent: (ctx, { params, raw }) => headContent(ctx, params.resultPackageId, raw.headers),
} satisfies Routes;
