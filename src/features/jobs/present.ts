import { type Shape, time } from '../../platform/db/json.ts';
import { KINDS } from './kinds.ts';

const byQueue = (value: (kind: (typeof KINDS)[string]) => string): string =>
  `case j.queue ${Object.entries(KINDS)
    .map(([queue, kind]) => `when '${queue}' then '${value(kind)}'`)
    .join(' ')} end`;

export const jobKind = byQueue(({ kind }) => kind);

// never what was thrown: that is for the log, and may name what a caller must not read
const ERROR = `case j.status
  when 'FAILED' then json_build_object('code', 'JOB_FAILED', 'message', 'The job used up its attempts. Read its subject; report the id of the job.')
  when 'RETRYING' then json_build_object('code', 'ATTEMPT_FAILED', 'message', 'The last attempt failed. The job is tried again by itself.')
end`;

/** The public shape of a job; the query calls its view `j`. */
export const jobShape: Shape = {
  id: 'j.id',
  kind: jobKind,
  status: 'j.status',
  attempt: 'j.attempt',
  attempts: 'j.attempts',
  subject: {
    type: byQueue(({ subject }) => subject),
    id: 'coalesce(j.file_id, j.upload_id, j.package_id, j.dossier_id)',
    version: 'j.version',
  },
  dateAdded: time('j.date_added'),
  dateStarted: time('j.date_started'),
  dateEnded: time('j.date_ended'),
  startAfter: time('j.start_after'),
  error: ERROR,
};
