import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of a dossier; the query calls its tables `d` (dossiers) and `c` (their counters). */
export const dossierShape: Shape = {
  id: 'd.id',
  dossierTemplateId: 'd.dossier_template_id',
  name: 'd.name',
  description: 'd.description',
  ownerId: 'd.owner_id',
  dueDate: time('d.due_date'),
  status: 'd.status',
  attributes: 'd.attributes',
  fileCount: 'c.file_count',
  pageCount: 'c.page_count',
  byteCount: 'c.byte_count',
  dateAdded: time('d.date_added'),
  dateModified: time('d.date_modified'),
  createdBy: 'd.created_by',
  modifiedBy: 'd.modified_by',
};
