import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of the caller; the query calls its table `u`. */
export const accountShape: Shape = {
  id: 'u.id',
  kind: 'u.kind',
  username: 'u.username',
  name: 'u.name',
  email: 'u.email',
  dateAdded: time('u.date_added'),
  dateModified: time('u.date_modified'),
};

/** A workspace as one of its members sees it in her list; tables `w` and `m`. */
export const accountWorkspaceShape: Shape = {
  id: 'w.id',
  name: 'w.name',
  state: 'w.state',
  role: 'm.role',
  dateAdded: time('w.date_added'),
};
