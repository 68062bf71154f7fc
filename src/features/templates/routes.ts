import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import { getDossierTemplate } from './get-dossier-template.ts';
import { describeDossierTemplates, listDossierTemplates } from './list-dossier-templates.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asTemplate = (text: string): JsonText<Schemas['DossierTemplate']> => text as JsonText<Schemas['DossierTemplate']>;
const asList = (text: string): JsonText<Schemas['DossierTemplateList']> => text as JsonText<Schemas['DossierTemplateList']>;

export const templatesRoutes = {
  listDossierTemplates: async (ctx, { query }) => {
    const { body, link } = await listDossierTemplates(ctx, query);
    return { status: 200, headers: { ...(link !== '' && { Link: link }) }, body: asList(body) };
  },
  optionsDossierTemplates: async (ctx) => ({ status: 200, ...(await describeDossierTemplates(ctx)) }),
  getDossierTemplate: async (ctx, { params, query }) => {
    const template = await getDossierTemplate(ctx, params.dossierTemplateId, query);
    return { status: 200, headers: { ETag: template.etag }, body: asTemplate(template.body) };
  },
} satisfies Routes;
