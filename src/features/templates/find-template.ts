import type { Tx } from '../../platform/db/database.ts';
import { selectDefaultTemplate, selectTemplate } from './queries.ts';

/** Step: the template of dossiers that name none. */
export async function defaultTemplateId(tx: Tx): Promise<string> {
  const row = await tx.one<{ id: string }>(selectDefaultTemplate);
  if (!row) throw new Error('the workspace has no default dossier template');
  return row.id;
}

/** Step: whether this workspace has such a template. */
export async function templateExists(tx: Tx, templateId: string): Promise<boolean> {
  return (await tx.one(selectTemplate, [templateId])) !== undefined;
}
