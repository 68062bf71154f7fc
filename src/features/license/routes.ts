import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import { getLicense } from './get-license.ts';
import { getLicenseUsage } from './get-license-usage.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asLicense = (text: string): JsonText<Schemas['License']> => text as JsonText<Schemas['License']>;
const asUsage = (text: string): JsonText<Schemas['LicenseUsage']> => text as JsonText<Schemas['LicenseUsage']>;

export const licenseRoutes = {
  getLicense: async (ctx, { query }) => {
    const license = await getLicense(ctx, query);
    return { status: 200, headers: { ETag: license.etag }, body: asLicense(license.body) };
  },
  getLicenseUsage: async (ctx, { query }) => ({ status: 200, body: asUsage(await getLicenseUsage(ctx, query)) }),
} satisfies Routes;
