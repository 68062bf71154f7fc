import { Problem } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import { recordEvent } from '../events/index.ts';
import { defaultTemplateId, templateExists } from '../templates/index.ts';
import { dueDateOf } from './due-date.ts';
import { type DossierItem, loadDossier } from './load-dossier.ts';
import { insertDossier } from './queries.ts';

export interface NewDossier {
  readonly name: string;
  readonly description?: string | null;
  readonly dueDate?: string | null;
  /** The workspace's default template when absent. */
  readonly dossierTemplateId?: string;
}

/** Makes an ACTIVE dossier owned by the caller. Throws `invalid-request`, and `unprocessable` for a template that this workspace does not have. */
export async function createDossier(ctx: WorkspaceContext, input: NewDossier): Promise<DossierItem> {
  const dueDate = dueDateOf(input.dueDate ?? null);
  return inWorkspaceOnce(ctx, async (tx) => {
    const template = await templateFor(tx, input.dossierTemplateId);
    const id = newId();
    const description = input.description ?? null;
    await tx.query(insertDossier, [tx.workspaceId, id, template, input.name, description, dueDate, ctx.principal.userId]);
    await recordEvent(tx, { type: 'dossier.created', dossierId: id, status: 'ACTIVE' });
    return loadDossier(tx, id);
  });
}

async function templateFor(tx: Tx, asked: string | undefined): Promise<string> {
  if (asked === undefined) return defaultTemplateId(tx);
  if (await templateExists(tx, asked)) return asked;
  const detail = 'There is no such dossier template in this workspace. GET /dossier-templates lists those there are.';
  throw new Problem('unprocessable', { detail, errors: [{ pointer: '/dossierTemplateId', code: 'unknown', detail }] });
}
