import type { JsonText, Routes } from '../../http/contract.ts';
import type { components } from '../../http/generated/api.ts';
import { getWorkspace } from './get-workspace.ts';

type Workspace = components['schemas']['Workspace'];
// present.ts writes this shape; tests hold every answer against the contract
const asWorkspace = (text: string): JsonText<Workspace> => text as JsonText<Workspace>;

export const workspacesRoutes = {
  getWorkspace: async (ctx, { query }) => {
    const workspace = await getWorkspace(ctx, query);
    return { status: 200, headers: { ETag: workspace.etag }, body: asWorkspace(workspace.body) };
  },
} satisfies Routes;
