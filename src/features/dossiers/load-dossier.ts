import { notFound, Problem } from '../../core/errors.ts';
import type { Tx } from '../../platform/db/database.ts';
import { etag, requireRevision } from '../../platform/db/etag.ts';
import { dossierById, lockDossier } from './queries.ts';

/** A dossier as it is answered: JSON text and its entity tag. */
export interface DossierItem {
  readonly id: string;
  readonly etag: string;
  readonly body: string;
}

/** What people may change of a dossier, and its state. */
export interface LockedDossier {
  readonly name: string;
  readonly description: string | null;
  readonly due_date: Date | null;
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'TRASHED';
  readonly revision: number;
}

/** The dossier as this transaction sees it now. Throws `not-found`. */
export async function loadDossier(tx: Tx, id: string): Promise<DossierItem> {
  const row = await tx.one<{ body: string; revision: number }>(dossierById, [id]);
  if (!row) throw notFound('dossier');
  return { id, etag: etag(row.revision, row.body), body: row.body };
}

/**
 * Takes the dossier for a change until the transaction ends.
 * Throws `not-found`, or `precondition-failed` when `ifMatch` names another revision.
 */
export async function lockForChange(tx: Tx, id: string, ifMatch: string | undefined): Promise<LockedDossier> {
  const dossier = await tx.one<LockedDossier>(lockDossier, [id]);
  if (!dossier) throw notFound('dossier');
  requireRevision(ifMatch, dossier.revision, 'dossier');
  return dossier;
}

/** Throws `dossier-trashed` (409) unless the dossier is ACTIVE. */
export function refuseUnlessActive(status: LockedDossier['status']): void {
  if (status !== 'ACTIVE')
    throw new Problem('dossier-trashed', { detail: 'The dossier is in the trash. Restore it first: POST /dossiers/{dossierId}/restore.' });
}
