import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of an upload; the query calls its table `u`. */
export const uploadShape: Shape = {
  id: 'u.id',
  kind: 'u.kind',
  status: 'u.status',
  offset: 'u.byte_offset',
  length: 'u.size',
  filename: 'u.filename',
  target: { dossierId: 'u.dossier_id', fileId: 'u.target_file_id' },
  fileId: `case when u.status = 'COMPLETED' then u.file_id end`,
  version: 'u.version',
  error: 'u.error',
  dateAdded: time('u.date_added'),
  expiresAt: time('u.expires_at'),
};
