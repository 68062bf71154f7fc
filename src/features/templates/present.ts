import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of a dossier template; the query calls its table `t`. */
export const dossierTemplateShape: Shape = {
  id: 't.id',
  name: 't.name',
  description: 't.description',
  isDefault: 't.is_default',
  dateAdded: time('t.date_added'),
  dateModified: time('t.date_modified'),
};
