import { newId } from '../../core/ids.ts';
import type { Tx } from '../../platform/db/database.ts';
import { insertDefaultTemplate } from './queries.ts';

/** Step: gives a new workspace the template that dossiers without one get. A second call for the same workspace fails. */
export async function createDefaultTemplate(tx: Pick<Tx, 'query'>, workspaceId: string): Promise<string> {
  const id = newId();
  await tx.query(insertDefaultTemplate, [workspaceId, id, 'Default', 'Takes files of every kind.']);
  return id;
}
