import { isUuid } from '../../src/core/ids.ts';
import { createLicense } from '../../src/features/license/index.ts';
import { createDefaultTemplate } from '../../src/features/templates/index.ts';
import { createWorkspace, type OwnerTx } from '../../src/features/workspaces/index.ts';

export interface ListedWorkspace {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly members: number;
  readonly pagesUsed: number;
  /** Null: unlimited. */
  readonly capacityPages: number | null;
}

/** Makes a workspace with all that one needs: its license and the default dossier template. */
export async function makeWorkspace(
  tx: OwnerTx,
  input: { readonly name: string; readonly timeZone?: string; readonly capacityPages: number | null },
): Promise<string> {
  const id = await createWorkspace(tx, input);
  await createLicense(tx, id, input.capacityPages);
  await createDefaultTemplate(tx, id);
  return id;
}

/** Every workspace but the deleted ones, by name. */
export async function listWorkspaces(tx: OwnerTx): Promise<ListedWorkspace[]> {
  return tx.query<ListedWorkspace>(`select w.id, w.name, w.state,
      (select count(*)::integer from app.memberships m where m.workspace_id = w.id and m.status = 'ACTIVE') as members,
      l.pages_used::float8 as "pagesUsed", l.capacity_pages::float8 as "capacityPages"
    from app.workspaces w left join app.licenses l on l.workspace_id = w.id where w.state <> 'DELETED' order by w.name, w.id`);
}

/** The id of the workspace with this id or name. Throws when there is none, or several of the name. */
export async function findWorkspace(tx: OwnerTx, idOrName: string): Promise<string> {
  const column = isUuid(idOrName) ? 'id' : 'name';
  const found = await tx.query<{ id: string }>(`select id from app.workspaces where ${column} = $1 and state <> 'DELETED'`, [idOrName]);
  const [workspace] = found;
  if (workspace === undefined) throw new Error(`There is no workspace ${idOrName}; "workspace list" shows them all.`);
  if (found.length > 1)
    throw new Error(`Several workspaces are named ${idOrName}; use the id of one: ${found.map(({ id }) => id).join(', ')}`);
  return workspace.id;
}
