import { notFound } from '../../core/errors.ts';
import type { Tx } from '../../platform/db/database.ts';
import { lockActiveDossier } from '../dossiers/index.ts';
import { placeOf } from './queries.ts';

/** Step: the name of a file that may get a new version now: its dossier stays ACTIVE until the transaction ends. Throws `not-found`, `dossier-trashed`. */
export async function holdFile(tx: Tx, fileId: string): Promise<{ readonly filename: string }> {
  const file = await tx.one<{ dossier_id: string; filename: string }>(placeOf, [fileId]);
  if (!file) throw notFound('file');
  await lockActiveDossier(tx, file.dossier_id);
  return { filename: file.filename };
}
