import { newId } from '../../core/ids.ts';
import type { Tx } from '../../platform/db/database.ts';
import { insertWorkspace } from './queries.ts';

/** A transaction as the owning role, which sees every workspace and has entered none. */
export type OwnerTx = Pick<Tx, 'query' | 'one'>;

/** Step: makes an empty workspace and gives its id. License and default template are steps of their own rooms. */
export async function createWorkspace(tx: OwnerTx, input: { readonly name: string; readonly timeZone?: string }): Promise<string> {
  const id = newId();
  await tx.query(insertWorkspace, [id, input.name, input.timeZone ?? 'UTC']);
  return id;
}
