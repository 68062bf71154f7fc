import { DEAD_QUEUE, JOBS_SCHEMA } from './schema.ts';

/** The jobs of the workspace that was entered, and of no other: pg-boss's tables have no row-level security of their own. */
export const WORKSPACE_JOBS = `${JOBS_SCHEMA}.workspace_jobs`;

/** Kept by a job that gave up in the words of its room: else it would look like one that was done. */
export const GAVE_UP = { gaveUp: true };

// A job keeps one id for life: pg-boss gives another one to its copy in the dead letter queue and to the copy that is put back from
// there, and both remember the first. A failed row whose copy went to the dead letter queue is told by the copy.
/** What the owner makes anew at every migration: the view, and the index that it is read by. */
export const DEFINE_WORKSPACE_JOBS = `
create index if not exists job_by_workspace on ${JOBS_SCHEMA}.job (group_id, (coalesce(source_created_on, created_on)) desc, id desc);

drop view if exists ${WORKSPACE_JOBS};
create view ${WORKSPACE_JOBS} as
select coalesce(j.source_root_id, j.id) as id, j.id as row_id, j.name, j.source_root_id as root_id,
       case when j.name = '${DEAD_QUEUE}' then j.source_name else j.name end as queue,
       case when j.name = '${DEAD_QUEUE}' or j.output -> 'gaveUp' = 'true'::jsonb then 'FAILED' else case j.state
         when 'created' then 'WAITING' when 'retry' then 'RETRYING' when 'active' then 'RUNNING' when 'completed' then 'COMPLETED' else 'FAILED'
       end end as status,
       case when j.name = '${DEAD_QUEUE}' then j.source_retry_count
         else least(j.retry_count + case when j.started_on is null then 0 else 1 end, j.retry_limit) end as attempt,
       case when j.name = '${DEAD_QUEUE}' then j.source_retry_count else j.retry_limit end as attempts,
       j.data ->> 'fileId' as file_id, (j.data ->> 'version')::integer as version, j.data ->> 'packageId' as package_id,
       j.data ->> 'dossierId' as dossier_id, j.data ->> 'uploadId' as upload_id,
       coalesce(j.source_created_on, j.created_on) as date_added,
       case when j.name <> '${DEAD_QUEUE}' then j.started_on end as date_started,
       case when j.name = '${DEAD_QUEUE}' then j.created_on else j.completed_on end as date_ended,
       case when j.name <> '${DEAD_QUEUE}' and j.state in ('created', 'retry') then j.start_after end as start_after
from ${JOBS_SCHEMA}.job j
where j.group_id = (select nullif(current_setting('app.workspace_id', true), '')) and j.state <> 'cancelled'
  and not (j.state = 'failed' and j.dead_letter is not null) and not (j.name = '${DEAD_QUEUE}' and j.state >= 'active');
`;
