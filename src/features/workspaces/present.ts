import { type Shape, time } from '../../platform/db/json.ts';

/** The public shape of a workspace; the query calls its table `w`. */
export const workspaceShape: Shape = {
  id: 'w.id',
  name: 'w.name',
  state: 'w.state',
  timeZone: 'w.time_zone',
  dateAdded: time('w.date_added'),
  dateModified: time('w.date_modified'),
};
