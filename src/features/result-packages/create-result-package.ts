import { notFound, Problem } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inWorkspaceOnce } from '../../platform/db/once.ts';
import { MAX_OBJECT_BYTES } from '../../platform/storage/part-buffer.ts';
import { buildPackageJob } from './contracts.ts';
import { nameEntries, safeName, split } from './entry-names.ts';
import { unprocessable } from './errors.ts';
import { loadPackage } from './load-package.ts';
import { insertEntries, insertPackage } from './queries.ts';
import { type TakenSelection, takeSelection } from './take-selection.ts';
import type { PackageEntry, PackageItem, Selection } from './types.ts';

export interface PackageOptions {
  /** `['ORIGINAL']` when absent; the contract admits nothing else yet. */
  readonly contents?: readonly string[] | undefined;
  /** For the download; `.zip` is added when it is missing. Default: name of the dossier or file, and the day. */
  readonly filename?: string | undefined;
}

/** What a zip adds, generously: to the bytes by its block headers, and for each entry by its headers and its place in the manifest. */
const ZIP_SHARE = 1 / 1024;
const ENTRY_BYTES = 8 * 1024;

/**
 * Asks for a package of what the selection stands for now: row, snapshot of its entries and job in one transaction.
 * Throws `unprocessable` naming what cannot be packed, `dossier-trashed`.
 */
export async function createResultPackage(ctx: WorkspaceContext, selection: Selection, options: PackageOptions): Promise<PackageItem> {
  const { settings, queue, clock } = ctx.platform;
  return inWorkspaceOnce(ctx, async (tx) => {
    const taken = await takeSelection(tx, selection, settings.packageMaxFiles);
    const entries = nameEntries(taken.files, taken.dossierNames);
    const bytes = entries.reduce((sum, { size }) => sum + size, 0);
    refuseTooLarge(bytes, entries.length);
    const filename = options.filename === undefined ? defaultFilename(selection, taken, clock.now()) : zipName(options.filename);
    const id = newId();
    const contents = options.contents ?? ['ORIGINAL'];
    const values = [tx.workspaceId, id, JSON.stringify(selection), contents, filename, entries.length, bytes, ctx.principal.userId];
    await tx.query(insertPackage, values);
    await insertSnapshot(tx, id, entries);
    await queue.enqueue(tx, buildPackageJob, { workspaceId: tx.workspaceId, packageId: id }, id);
    return loadPackage(tx, id);
  });
}

/** The package of one dossier or file named by the path. Throws `not-found` where a body would be `unprocessable`. */
export async function createPackageOf(
  ctx: WorkspaceContext,
  part: { readonly dossierId: string } | { readonly fileId: string },
  options: PackageOptions,
): Promise<PackageItem> {
  const [noun, selection]: [string, Selection] =
    'dossierId' in part ? ['dossier', { dossierIds: [part.dossierId] }] : ['file', { fileIds: [part.fileId] }];
  try {
    return await createResultPackage(ctx, selection, options);
  } catch (error) {
    if (error instanceof Problem && error.errors.some(({ code }) => code === 'unknown')) throw notFound(noun);
    throw error;
  }
}

/** A package is one object; better no package than one that fails after hours. */
function refuseTooLarge(bytes: number, entries: number): void {
  if (bytes * (1 + ZIP_SHARE) + entries * ENTRY_BYTES <= MAX_OBJECT_BYTES) return;
  const most = Math.floor(MAX_OBJECT_BYTES / 1024 ** 3);
  const detail = `The files of the selection have ${bytes} bytes together; a package may have at most ${most} GiB. Ask for several packages.`;
  throw unprocessable('/selection', 'too-large', detail);
}

/** One statement, however many there are. */
async function insertSnapshot(tx: Tx, packageId: string, entries: readonly PackageEntry[]): Promise<void> {
  await tx.query(insertEntries, [
    tx.workspaceId,
    packageId,
    entries.map(({ name }) => name),
    entries.map(({ fileId }) => fileId),
    entries.map(({ version }) => version),
    entries.map(({ size }) => size),
    entries.map(({ sha256 }) => sha256),
  ]);
}

function defaultFilename(selection: Selection, { files, dossierNames }: TakenSelection, now: Date): string {
  const [dossierId, ...otherDossiers] = selection.dossierIds ?? [];
  const wholeDossier = dossierId !== undefined && otherDossiers.length === 0 && selection.fileIds === undefined;
  const [file] = files;
  const single = files.length === 1 && file !== undefined ? split(file.filename).stem : 'result package';
  const base = wholeDossier ? (dossierNames.get(dossierId.toLowerCase()) ?? single) : single;
  return `${safeName(base).slice(0, 200)}-${now.toISOString().slice(0, 10)}.zip`;
}

const zipName = (filename: string): string => {
  const safe = safeName(filename);
  return safe.toLowerCase().endsWith('.zip') ? safe : `${safe}.zip`;
};
