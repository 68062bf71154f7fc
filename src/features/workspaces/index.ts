export { addMember, removeMember } from './change-members.ts';
export { createWorkspace, type OwnerTx } from './create-workspace.ts';
export { setWorkspaceState, type WorkspaceState } from './set-workspace-state.ts';
