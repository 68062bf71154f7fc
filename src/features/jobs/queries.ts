import { defineItem } from '../../platform/db/fields.ts';
import { defineList } from '../../platform/db/list.ts';
import { WORKSPACE_JOBS } from '../../platform/queue/workspace-jobs.ts';
import { KINDS } from './kinds.ts';
import { jobKind, jobShape } from './present.ts';

const QUEUES = Object.keys(KINDS)
  .map((queue) => `'${queue}'`)
  .join(', ');
const PUBLIC = `j.queue in (${QUEUES})`;

export const jobList = defineList({
  operationId: 'listJobs',
  shape: jobShape,
  from: `${WORKSPACE_JOBS} j`,
  where: PUBLIC,
  id: 'j.row_id',
  sorts: { dateAdded: { sql: 'j.date_added', type: 'timestamptz' } },
  defaultSort: '-dateAdded',
  filters: {
    status: { sql: 'j.status', op: '=', type: 'text', values: ['WAITING', 'RUNNING', 'RETRYING', 'COMPLETED', 'FAILED'] },
    kind: { sql: jobKind, op: '=', type: 'text', values: Object.values(KINDS).map(({ kind }) => kind) },
  },
});

/** $1 job. Columns: body (JSON text), status, attempt. By the two indexes that pg-boss has: a row's own id, and the first id of its copies. */
export const jobById = defineItem(
  'jobs.by-id',
  jobShape,
  (body) => `select ${body} as body, j.status, j.attempt from ${WORKSPACE_JOBS} j
    where ((j.name in (${QUEUES}) and j.row_id = $1) or j.root_id = $1) and j.id = $1 and ${PUBLIC} order by j.date_added desc limit 1`,
);
