import type { Tx } from '../../platform/db/database.ts';
import { uploadOver } from './errors.ts';
import { resumableById } from './queries.ts';
import type { ResumableUpload, UploadStatus } from './types.ts';

interface Row {
  readonly status: UploadStatus;
  readonly size: number;
  readonly byte_offset: number;
  readonly metadata: ResumableUpload['metadata'];
  readonly expires_at: Date;
  readonly file_id: string | null;
  readonly reason: string | null;
  readonly late: boolean;
}

/** The caller's own resumable upload; undefined when there is none. */
export async function loadResumable(tx: Tx, id: string, userId: string): Promise<ResumableUpload | undefined> {
  const row = await tx.one<Row>(resumableById, [id, userId]);
  if (row === undefined) return undefined;
  const { size, metadata, byte_offset: offset, expires_at: expiresAt, file_id: fileId, reason } = row;
  return { status: row.late ? 'EXPIRED' : row.status, size, offset, metadata, expiresAt, fileId, reason };
}

/** Throws `gone` for an upload that ended without a file. */
export function refuseEnded({ status, reason }: ResumableUpload): void {
  if (status === 'FAILED' || status === 'EXPIRED' || status === 'CANCELLED') throw uploadOver(reason);
}
