import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import { createDossier } from './create-dossier.ts';
import { deleteDossier } from './delete-dossier.ts';
import { getDossier } from './get-dossier.ts';
import { describeDossiers, listDossiers } from './list-dossiers.ts';
import { restoreDossier } from './restore-dossier.ts';
import { updateDossier } from './update-dossier.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asDossier = (text: string): JsonText<Schemas['Dossier']> => text as JsonText<Schemas['Dossier']>;
const asList = (text: string): JsonText<Schemas['DossierList']> => text as JsonText<Schemas['DossierList']>;

export const dossiersRoutes = {
  createDossier: async (ctx, { body }) => {
    const dossier = await createDossier(ctx, body);
    const Location = `${ctx.platform.settings.publicUrl}/api/v1/dossiers/${dossier.id}`;
    return { status: 201, headers: { ETag: dossier.etag, Location }, body: asDossier(dossier.body) };
  },
  listDossiers: async (ctx, { query }) => {
    const { body, link } = await listDossiers(ctx, query);
    return { status: 200, headers: { ...(link !== '' && { Link: link }) }, body: asList(body) };
  },
  optionsDossiers: async (ctx) => ({ status: 200, ...(await describeDossiers(ctx)) }),
  getDossier: async (ctx, { params, query }) => {
    const dossier = await getDossier(ctx, params.dossierId, query);
    return { status: 200, headers: { ETag: dossier.etag }, body: asDossier(dossier.body) };
  },
  updateDossier: async (ctx, { params, body, headers }) => {
    const dossier = await updateDossier(ctx, params.dossierId, body, headers['if-match']);
    return { status: 200, headers: { ETag: dossier.etag }, body: asDossier(dossier.body) };
  },
  deleteDossier: async (ctx, { params, headers }) => {
    await deleteDossier(ctx, params.dossierId, headers['if-match']);
    return { status: 204 };
  },
  restoreDossier: async (ctx, { params, headers }) => {
    const dossier = await restoreDossier(ctx, params.dossierId, headers['if-match']);
    return { status: 200, headers: { ETag: dossier.etag }, body: asDossier(dossier.body) };
  },
} satisfies Routes;
