import type { OwnerTx } from './create-workspace.ts';
import { updateWorkspaceState } from './queries.ts';

export type WorkspaceState = 'ACTIVE' | 'SUSPENDED' | 'DELETED';

/** Step: effective on the next request of every member. False when nothing changed: unknown, deleted, or in that state already. */
export async function setWorkspaceState(tx: OwnerTx, workspaceId: string, state: WorkspaceState): Promise<boolean> {
  return (await tx.one(updateWorkspaceState, [workspaceId, state])) !== undefined;
}
