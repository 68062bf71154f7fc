import type { Role } from '../../core/context.ts';
import type { OwnerTx } from './create-workspace.ts';
import { lockWorkspace, membership, otherOwner, removeMembership, upsertMember } from './queries.ts';

interface Member {
  readonly workspaceId: string;
  readonly userId: string;
}

/** Step: makes the user a member with this role, or changes the role. Throws when that would leave no owner. */
export async function addMember(tx: OwnerTx, { workspaceId, userId, role }: Member & { readonly role: Role }): Promise<void> {
  await tx.query(lockWorkspace, [workspaceId]);
  if (role !== 'OWNER') await keepAnOwner(tx, workspaceId, userId);
  await tx.query(upsertMember, [workspaceId, userId, role]);
}

/** Step: effective on the member's next request. False when the user is no member. Throws for the last owner. */
export async function removeMember(tx: OwnerTx, { workspaceId, userId }: Member): Promise<boolean> {
  await tx.query(lockWorkspace, [workspaceId]);
  await keepAnOwner(tx, workspaceId, userId);
  return (await tx.one(removeMembership, [workspaceId, userId])) !== undefined;
}

async function keepAnOwner(tx: OwnerTx, workspaceId: string, userId: string): Promise<void> {
  const held = await tx.one<{ role: Role }>(membership, [workspaceId, userId]);
  if (held?.role !== 'OWNER') return;
  const other = await tx.one(otherOwner, [workspaceId, userId]);
  if (other === undefined) throw new Error('This is the last owner of the workspace. Make somebody else an owner first.');
}
