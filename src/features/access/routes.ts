import type { JsonText, Reply, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import type { OAuthAnswer } from '../../platform/identity/identity.ts';
import { authorize } from './authorize.ts';
import { getAccount } from './get-account.ts';
import { getAuthConfig } from './get-auth-config.ts';
import { listAccountWorkspaces } from './list-account-workspaces.ts';
import { requestToken } from './request-token.ts';

type Schemas = components['schemas'];
// present.ts writes these shapes; tests hold every answer against the contract
const asAccount = (text: string): JsonText<Schemas['Account']> => text as JsonText<Schemas['Account']>;
const asList = (text: string): JsonText<Schemas['AccountWorkspaceList']> => text as JsonText<Schemas['AccountWorkspaceList']>;
// Keycloak's own words with a status of the contract; the same tests hold them against it
const asTokenReply = (answer: OAuthAnswer): Reply<'requestToken'> => answer as unknown as Reply<'requestToken'>;

export const accessRoutes = {
  getAuthConfig: async (ctx) => ({ status: 200, body: getAuthConfig(ctx) }),
  authorize: async (ctx) => ({ status: 302, headers: { Location: await authorize(ctx), 'Cache-Control': 'no-store' } }),
  requestToken: async (ctx, { body, raw }) => asTokenReply(await requestToken(ctx, body, raw.rawHeaders)),
  getAccount: async (ctx, { query }) => {
    const account = await getAccount(ctx, query);
    return { status: 200, headers: { ETag: account.etag }, body: asAccount(account.body) };
  },
  listAccountWorkspaces: async (ctx, { query }) => {
    const { body, link } = await listAccountWorkspaces(ctx, query);
    return { status: 200, headers: { ...(link !== '' && { Link: link }) }, body: asList(body) };
  },
} satisfies Routes;
