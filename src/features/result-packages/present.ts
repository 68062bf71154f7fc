import { type Shape, time } from '../../platform/db/json.ts';

const progress: Shape = { filesDone: 'p.files_done', filesTotal: 'p.files_total', bytesDone: 'p.bytes_done', bytesTotal: 'p.bytes_total' };

/** What events say of a package, but for their type. */
export const stateShape: Shape = {
  resultPackageId: 'p.id',
  status: 'p.status',
  progress,
  code: `p.error ->> 'code'`,
  dateModified: time('p.date_modified'),
};

/** The public shape of a result package; the query calls its table `p`. */
export const packageShape: Shape = {
  id: 'p.id',
  selection: 'p.selection',
  contents: 'p.contents',
  componentFormats: 'p.component_formats',
  status: 'p.status',
  progress,
  filename: 'p.filename',
  size: 'p.size',
  sha256: 'p.sha256',
  crc32c: 'p.crc32c',
  entryCount: 'p.files_total',
  error: 'p.error',
  dateAdded: time('p.date_added'),
  dateModified: time('p.date_modified'),
  dateReady: time('p.date_ready'),
  expiresAt: time('p.expires_at'),
  createdBy: 'p.created_by',
};
