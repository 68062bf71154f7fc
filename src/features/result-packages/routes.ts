import type { JsonText, Reply, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { createPackageOf, createResultPackage } from './create-result-package.ts';
import { deleteResultPackage } from './delete-result-package.ts';
import { getContent, headContent } from './get-content.ts';
import { getResultPackage } from './get-result-package.ts';
import { describeResultPackages, listResultPackages } from './list-result-packages.ts';
import type { PackageItem } from './types.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asPackage = (text: string): JsonText<Schemas['ResultPackage']> => text as JsonText<Schemas['ResultPackage']>;
const asList = (text: string): JsonText<Schemas['ResultPackageList']> => text as JsonText<Schemas['ResultPackageList']>;

const accepted = (ctx: WorkspaceContext, made: PackageItem): Reply<'createResultPackage'> => ({
  status: 202,
  headers: { ETag: made.etag, Location: `${ctx.platform.settings.publicUrl}/api/v1/result-packages/${made.id}`, 'Retry-After': 1 },
  body: asPackage(made.body),
});

export const resultPackagesRoutes = {
  createResultPackage: async (ctx, { body: { selection, ...options } }) =>
    accepted(ctx, await createResultPackage(ctx, selection, options)),
  createDossierResultPackage: async (ctx, { params, body }) => accepted(ctx, await createPackageOf(ctx, params, body ?? {})),
  createFileResultPackage: async (ctx, { params, body }) => accepted(ctx, await createPackageOf(ctx, params, body ?? {})),
  listResultPackages: async (ctx, { query }) => {
    const { body, link } = await listResultPackages(ctx, query);
    return { status: 200, headers: { ...(link !== '' && { Link: link }) }, body: asList(body) };
  },
  optionsResultPackages: async (ctx) => ({ status: 200, ...(await describeResultPackages(ctx)) }),
  getResultPackage: async (ctx, { params, query }) => {
    const { etag, body, busy } = await getResultPackage(ctx, params.resultPackageId, query);
    return { status: 200, headers: { ETag: etag, ...(busy && { 'Retry-After': 1 }) }, body: asPackage(body) };
  },
  deleteResultPackage: async (ctx, { params, headers }) => {
    await deleteResultPackage(ctx, params.resultPackageId, headers['if-match']);
    return { status: 204 };
  },
  getResultPackageContent: (ctx, { params, raw }) => getContent(ctx, params.resultPackageId, raw.headers),
  headResultPackageContent: (ctx, { params, raw }) => headContent(ctx, params.resultPackageId, raw.headers),
} satisfies Routes;
