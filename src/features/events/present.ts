import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of an event; the query calls its table `e`. */
export const eventShape: Shape = {
  id: 'e.id',
  type: 'e.type',
  dossierId: 'e.dossier_id',
  fileId: 'e.file_id',
  version: 'e.version',
  resultPackageId: 'e.package_id',
  status: `e.payload ->> 'status'`,
  code: `e.payload ->> 'code'`,
  dateAdded: time('e.date_added'),
};
