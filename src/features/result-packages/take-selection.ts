import { Problem } from '../../core/errors.ts';
import type { Tx } from '../../platform/db/database.ts';
import { lockActiveDossier } from '../dossiers/index.ts';
import { type SelectedFile, selectFiles } from '../files/index.ts';
import { unprocessable } from './errors.ts';
import { dossierNames } from './queries.ts';
import type { Selection } from './types.ts';

/** The files a selection stands for at this moment, and the names of the dossiers they are in. */
export interface TakenSelection {
  readonly files: readonly SelectedFile[];
  readonly dossierNames: ReadonlyMap<string, string>;
}

/**
 * Looks the selection up; its dossiers stay ACTIVE until the transaction ends. Throws `unprocessable` with a pointer for each id that is
 * not there (a foreign one looks the same), for no file at all, for more than `maxFiles` and for files whose bytes are gone; `dossier-trashed`.
 */
export async function takeSelection(tx: Tx, selection: Selection, maxFiles: number): Promise<TakenSelection> {
  await holdDossiers(tx, selection.dossierIds ?? []);
  const files = await selectFiles(tx, selection, maxFiles + 1);
  // before anything is said of single files: those beyond the limit were not looked for
  if (files.length > maxFiles) {
    const detail = `The selection has more than ${maxFiles} files, the most that a package takes. Ask for several packages.`;
    throw unprocessable('/selection', 'too-many', detail);
  }
  const found = new Set(files.map(({ fileId }) => fileId));
  refuseUnknown(
    '/selection/fileIds',
    'file',
    (selection.fileIds ?? []).map((id) => found.has(id.toLowerCase())),
  );
  if (files.length === 0)
    throw unprocessable('/selection', 'empty', 'There is no file in the selection. Choose a dossier with files, or files.');
  refuseGone(files);
  const dossierIds = [...new Set(files.map(({ dossierId }) => dossierId))].sort();
  for (const id of dossierIds) await lockActiveDossier(tx, id);
  const names = await tx.query<{ id: string; name: string }>(dossierNames, [dossierIds]);
  return { files, dossierNames: new Map(names.map(({ id, name }) => [id, name])) };
}

/** Better no package than one that fails when its job comes to such a file. */
function refuseGone(files: readonly SelectedFile[]): void {
  const gone = files.filter((file) => file.gone).slice(0, 100);
  if (gone.length === 0) return;
  throw new Problem('unprocessable', {
    detail:
      'The bytes of some files of the selection were refused and are gone. Upload new versions of those that `errors` names, or leave them out.',
    errors: gone.map(({ fileId }) => ({ pointer: '/selection', code: 'gone', detail: `The bytes of the file ${fileId} are gone.` })),
  });
}

async function holdDossiers(tx: Tx, ids: readonly string[]): Promise<void> {
  const found: boolean[] = [];
  for (const id of ids) {
    found.push(
      await lockActiveDossier(tx, id).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Problem && error.code === 'not-found') return false;
          throw error;
        },
      ),
    );
  }
  refuseUnknown('/selection/dossierIds', 'dossier', found);
}

function refuseUnknown(pointer: string, noun: string, found: readonly boolean[]): void {
  const missing = found.flatMap((there, at) => (there ? [] : [at]));
  if (missing.length === 0) return;
  const detail = `There is no such ${noun} in this workspace.`;
  throw new Problem('unprocessable', {
    detail: `${missing.length} of the ${found.length} ${noun}s in the selection are not in this workspace. Leave out those that \`errors\` names.`,
    errors: missing.slice(0, 100).map((at) => ({ pointer: `${pointer}/${at}`, code: 'unknown', detail })),
  });
}
