import type { Tx } from '../../platform/db/database.ts';
import { countFile } from '../dossiers/index.ts';
import { recordEvent } from '../events/index.ts';
import { lockVersion, selectCurrent, setVersionStatus, versionFacts } from './queries.ts';
import type { AnalysisOutcome, FileVersionRef } from './types.ts';

/** A stored version that waits for its analysis. */
export interface VersionToAnalyze {
  readonly dossierId: string;
  readonly filename: string;
  readonly objectKey: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** User who uploaded it. */
  readonly createdBy: string;
}

/** A file's current version as a package takes it. */
export interface SelectedFile extends FileVersionRef {
  readonly dossierId: string;
  readonly filename: string;
  readonly size: number;
  /** Null while nobody has read the bytes. */
  readonly sha256: string | null;
  /** There are no bytes any more. */
  readonly gone: boolean;
}

interface VersionRow {
  readonly dossier_id: string;
  readonly filename: string;
  readonly object_key: string;
  readonly media_type: string;
  readonly size: number;
  readonly sha256: string;
  readonly created_by: string;
  readonly processing_status: string;
  readonly is_current: boolean;
}

const OPEN = new Set(['UPLOADED', 'PROCESSING', 'OCR_PROCESSING', 'ANALYZING']);

/** Holds the version; undefined when its file was deleted, its analysis is over, or its bytes are not known. */
async function holdOpen(tx: Tx, { fileId, version }: FileVersionRef): Promise<VersionRow | undefined> {
  const row = await tx.one<VersionRow>(lockVersion, [fileId, version]);
  return row && OPEN.has(row.processing_status) ? row : undefined;
}

/** Step: sets a version PROCESSING. Null when there is nothing to do any more: its file was deleted, or its analysis is over. */
export async function startAnalysis(tx: Tx, ref: FileVersionRef): Promise<VersionToAnalyze | null> {
  const row = await holdOpen(tx, ref);
  if (row === undefined) return null;
  if (row.processing_status !== 'PROCESSING') await tx.query(setVersionStatus, [ref.fileId, ref.version, 'PROCESSING', null, null]);
  return {
    dossierId: row.dossier_id,
    filename: row.filename,
    objectKey: row.object_key,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    createdBy: row.created_by,
  };
}

/**
 * Step: writes what an analysis found and moves the dossier's pages; the file's revision stays. False, and nothing is written,
 * when the file was deleted meanwhile or another attempt was first. It locks the counters: call it late in the transaction.
 */
export async function finishAnalysis(tx: Tx, ref: FileVersionRef & { readonly outcome: AnalysisOutcome }): Promise<boolean> {
  const row = await holdOpen(tx, ref);
  if (row === undefined) return false;
  const { outcome } = ref;
  const pages = outcome.status === 'PROCESSED' ? outcome.pageCount : null;
  const error = outcome.status === 'PROCESSED' ? null : JSON.stringify(outcome.error);
  await tx.query(setVersionStatus, [ref.fileId, ref.version, outcome.status, pages, error]);
  const subject = { dossierId: row.dossier_id, fileId: ref.fileId, version: ref.version, status: outcome.status };
  if (outcome.status === 'PROCESSED') await recordEvent(tx, { ...subject, type: 'file.processed' });
  else await recordEvent(tx, { ...subject, type: 'file.failed', code: outcome.error.code });
  if (row.is_current && pages !== null && pages > 0) await countFile(tx, { dossierId: row.dossier_id, files: 0, bytes: 0, pages });
  return true;
}

interface SelectedRow {
  readonly id: string;
  readonly version: number;
  readonly dossier_id: string;
  readonly filename: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly gone: boolean;
}

/**
 * Step: the current versions of the files named and of all files in the dossiers named, oldest first, at most `most` of them;
 * what is not there is left out.
 */
export async function selectFiles(
  tx: Tx,
  selection: { readonly dossierIds?: readonly string[] | undefined; readonly fileIds?: readonly string[] | undefined },
  most: number,
): Promise<readonly SelectedFile[]> {
  const rows = await tx.query<SelectedRow>(selectCurrent, [selection.dossierIds ?? [], selection.fileIds ?? [], most]);
  return rows.map((row) => ({
    fileId: row.id,
    version: row.version,
    dossierId: row.dossier_id,
    filename: row.filename,
    size: row.size,
    sha256: row.sha256,
    gone: row.gone,
  }));
}

/** Where the bytes of one version are, and what they must be. */
export interface VersionFacts extends FileVersionRef {
  /** Null: the bytes are gone; `fault` may say why. */
  readonly objectKey: string | null;
  readonly size: number;
  /** Both null while nobody has read the bytes. */
  readonly sha256: string | null;
  readonly crc32: number | null;
  readonly fault: string | null;
}

interface FactsRow {
  readonly file_id: string;
  readonly version: number;
  readonly object_key: string | null;
  readonly size: number;
  readonly sha256: string | null;
  readonly crc32: number | null;
  readonly fault: string | null;
}

/** Step: the stored bytes of versions, those of deleted files too; in no order. */
export async function findVersions(tx: Tx, refs: readonly FileVersionRef[]): Promise<readonly VersionFacts[]> {
  const rows = await tx.query<FactsRow>(versionFacts, [refs.map(({ fileId }) => fileId), refs.map(({ version }) => version)]);
  return rows.map((row) => ({
    fileId: row.file_id,
    version: row.version,
    objectKey: row.object_key,
    size: row.size,
    sha256: row.sha256,
    crc32: row.crc32,
    fault: row.fault,
  }));
}
