import { Problem } from '../../core/errors.ts';
import { type Door, through } from '../../platform/storage/door.ts';
import type { PartsRefused } from '../../platform/storage/object-parts.ts';
import { condemnUpload, type StoredKeys } from './condemn-upload.ts';
import { uploadOver } from './errors.ts';
import { setFailed } from './queries.ts';

interface Fault {
  readonly code: string;
  readonly message: string;
}

const faultOf = (cause: Problem | PartsRefused): Fault => {
  if (!(cause instanceof Problem)) return { code: 'PARTS_REFUSED', message: 'The store does not have the parts as they were sent.' };
  if (cause.code === 'dossier-trashed') return { code: 'DOSSIER_TRASHED', message: 'The dossier is in the trash.' };
  if (cause.code === 'not-found') return { code: 'TARGET_GONE', message: 'The dossier or file that it was for is not there any more.' };
  return { code: 'NOT_RECORDED', message: cause.detail.slice(0, 500) };
};

/** Ends an upload for good that cannot complete; what it has in the store goes. Gives the problem to answer with. */
export async function failUpload(door: Door, id: string, cause: Problem | PartsRefused): Promise<Problem> {
  const fault = faultOf(cause);
  await through(door, async (tx) => {
    const failed = await tx.one<StoredKeys>(setFailed, [id, JSON.stringify(fault)]);
    if (failed !== undefined) await condemnUpload(tx, failed);
  });
  return cause instanceof Problem && cause.code === 'dossier-trashed' ? cause : uploadOver(fault.message);
}
