import { newId } from '../../core/ids.ts';
import type { Tx } from '../../platform/db/database.ts';
import { insertEvent } from './queries.ts';
import type { NewEvent } from './types.ts';

/**
 * Step: writes down what happens in this transaction and rings for whoever follows the workspace, both when it commits. Call it once
 * for each thing that happens.
 */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<void> {
  const { type, dossierId = null, fileId = null, version = null, resultPackageId = null, status, code } = event;
  const subject = [dossierId, fileId, version, resultPackageId];
  await tx.query(insertEvent, [tx.workspaceId, newId(), type, ...subject, JSON.stringify({ status, code })]);
}
