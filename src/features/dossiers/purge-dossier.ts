import type { Tx } from '../../platform/db/database.ts';
import { beginPurge as begin, purgeDossier as purge } from './queries.ts';

/**
 * Step: from the end of this transaction on nobody sees the dossier any more, and its files may be purged. False when it is not in the
 * trash, or not for so many hours yet.
 */
export async function beginPurge(tx: Tx, dossierId: string, trashHours: number): Promise<boolean> {
  return (await tx.one<{ begun: boolean }>(begin, [dossierId, trashHours]))?.begun === true;
}

/** Step: removes a dossier whose purge has begun, with its counters. False while it has files, or when it is gone already. */
export async function purgeDossier(tx: Tx, dossierId: string): Promise<boolean> {
  return (await tx.one<{ purged: boolean }>(purge, [dossierId]))?.purged === true;
}
