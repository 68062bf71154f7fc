import { defineItem } from '../../platform/db/fields.ts';
import { defineList } from '../../platform/db/list.ts';
import { dossierTemplateShape } from './present.ts';

export const dossierTemplateList = defineList({
  operationId: 'listDossierTemplates',
  shape: dossierTemplateShape,
  from: 'app.dossier_templates t',
  where: 'true',
  id: 't.id',
  sorts: {
    dateAdded: { sql: 't.date_added', type: 'timestamptz' },
    dateModified: { sql: 't.date_modified', type: 'timestamptz' },
    name: { sql: 't.name', type: 'text' },
  },
  defaultSort: 'name',
  filters: {},
});

/** $1 template. Columns: JSON text, revision. */
export const templateById = defineItem(
  'templates.by-id',
  dossierTemplateShape,
  (body) => `select ${body}, t.revision from app.dossier_templates t where t.id = $1`,
);

/** $1 workspace, $2 id, $3 name, $4 description. */
export const insertDefaultTemplate = `insert into app.dossier_templates (workspace_id, id, name, description, is_default)
 values ($1, $2, $3, $4, true)`;

export const selectDefaultTemplate = {
  name: 'templates.default',
  text: 'select id from app.dossier_templates where is_default',
};

/** $1 template. */
export const selectTemplate = {
  name: 'templates.exists',
  text: 'select id from app.dossier_templates where id = $1',
};
