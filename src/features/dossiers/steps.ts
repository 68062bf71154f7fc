import { notFound } from '../../core/errors.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type LockedDossier, refuseUnlessActive } from './load-dossier.ts';
import { holdDossier, moveCounters } from './queries.ts';

/** How many files, bytes and pages come (or go, when negative). */
export interface DossierDelta {
  readonly dossierId: string;
  readonly files: number;
  readonly bytes: number;
  readonly pages: number;
}

/**
 * Step: keeps the dossier ACTIVE until the transaction ends; several transactions may hold it at once.
 * Throws `not-found`, `dossier-trashed`.
 */
export async function lockActiveDossier(tx: Tx, dossierId: string): Promise<void> {
  const dossier = await tx.one<Pick<LockedDossier, 'status'>>(holdDossier, [dossierId]);
  if (!dossier) throw notFound('dossier');
  refuseUnlessActive(dossier.status);
}

/** Step: moves the dossier's counters. It locks their row, so call it late in the transaction. The dossier's revision stays. */
export async function countFile(tx: Tx, delta: DossierDelta): Promise<void> {
  const moved = await tx.one(moveCounters, [delta.dossierId, delta.files, delta.bytes, delta.pages]);
  if (!moved) throw new Error('a dossier without counters');
}
