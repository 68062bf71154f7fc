import type { Tx } from '../../platform/db/database.ts';
import { insertLicense, updateCapacity } from './queries.ts';

type OwnerTx = Pick<Tx, 'query' | 'one'>;

/** Step, as the owning role: the license of a new workspace. `capacityPages` null means unlimited. */
export async function createLicense(tx: OwnerTx, workspaceId: string, capacityPages: number | null): Promise<void> {
  await tx.query(insertLicense, [workspaceId, capacityPages]);
}

/** Step, as the owning role: effective on the next analysis. False when there is no such workspace. */
export async function setCapacity(tx: OwnerTx, workspaceId: string, capacityPages: number | null): Promise<boolean> {
  return (await tx.one(updateCapacity, [workspaceId, capacityPages])) !== undefined;
}
