import { defineItem } from '../../platform/db/fields.ts';
import { defineList } from '../../platform/db/list.ts';
import { dossierShape } from './present.ts';

const joined = 'app.dossiers d join app.dossier_counters c on c.workspace_id = d.workspace_id and c.dossier_id = d.id';

/** $1 whether the caller asked for a status: trashed dossiers show only then. */
export const dossierList = defineList({
  operationId: 'listDossiers',
  shape: dossierShape,
  from: joined,
  where: `($1::boolean or d.status <> 'TRASHED')`,
  id: 'd.id',
  sorts: {
    dateAdded: { sql: 'd.date_added', type: 'timestamptz' },
    dateModified: { sql: 'd.date_modified', type: 'timestamptz' },
    name: { sql: 'd.name', type: 'text' },
    dueDate: { sql: 'd.due_key', type: 'timestamptz' },
  },
  defaultSort: '-dateAdded',
  filters: {
    status: { sql: 'd.status', op: '=', type: 'text', values: ['ACTIVE', 'ARCHIVED', 'TRASHED'] },
    name: { sql: 'd.name', op: '=', type: 'text' },
    'dateAdded[gte]': { sql: 'd.date_added', op: '>=', type: 'timestamptz' },
    'dateAdded[lt]': { sql: 'd.date_added', op: '<', type: 'timestamptz' },
    'dateModified[gte]': { sql: 'd.date_modified', op: '>=', type: 'timestamptz' },
    'dateModified[lt]': { sql: 'd.date_modified', op: '<', type: 'timestamptz' },
  },
});

/** $1 dossier. Columns: body (JSON text), revision. */
export const dossierById = defineItem(
  'dossiers.by-id',
  dossierShape,
  (body) => `select ${body} as body, d.revision from ${joined} where d.id = $1`,
);

/** $1 workspace, $2 id, $3 template, $4 name, $5 description, $6 due date, $7 user. */
export const insertDossier = {
  name: 'dossiers.insert',
  text: `with d as (
   insert into app.dossiers (workspace_id, id, dossier_template_id, name, description, due_date, owner_id, created_by, modified_by)
   values ($1, $2, $3, $4, $5, $6, $7, $7, $7) returning workspace_id, id
 )
 insert into app.dossier_counters (workspace_id, dossier_id) select workspace_id, id from d`,
};

/** $1 dossier. Kept from being changed, not from being read or filled. */
export const lockDossier = {
  name: 'dossiers.lock',
  text: 'select name, description, due_date, status, revision from app.dossiers where id = $1 for no key update',
};

/** $1 dossier. Many may hold it at once; whoever moves the dossier to the trash waits for them. */
export const holdDossier = {
  name: 'dossiers.hold',
  text: 'select status from app.dossiers where id = $1 for share',
};

const touched = 'revision = revision + 1, modified_by = $2, date_modified = now()';

/** $1 dossier, $2 user, $3 name, $4 description, $5 due date. */
export const updateDossier = {
  name: 'dossiers.update',
  text: `update app.dossiers set name = $3, description = $4, due_date = $5, ${touched} where id = $1`,
};

/** $1 dossier, $2 user. */
export const trashDossier = {
  name: 'dossiers.trash',
  text: `update app.dossiers set status = 'TRASHED', date_trashed = now(), ${touched} where id = $1`,
};

/** $1 dossier, $2 user. */
export const restoreDossier = {
  name: 'dossiers.restore',
  text: `update app.dossiers set status = 'ACTIVE', date_trashed = null, ${touched} where id = $1`,
};

/** $1 dossier, $2 files, $3 bytes, $4 pages: what is added, or taken when negative. */
export const moveCounters = {
  name: 'dossiers.count',
  text: `update app.dossier_counters set file_count = file_count + $2, byte_count = byte_count + $3, page_count = page_count + $4
 where dossier_id = $1 returning dossier_id`,
};

/** $1 dossier, $2 hours that it must have been in the trash. */
export const beginPurge = { name: 'dossiers.begin-purge', text: 'select app.begin_purge($1, $2) as begun' };

/** $1 dossier. */
export const purgeDossier = { name: 'dossiers.purge', text: 'select app.purge_dossier($1) as purged' };
