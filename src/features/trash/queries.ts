interface DueQuery {
  readonly name: string;
  readonly text: string;
}

/** $1 hours in the trash, $2 when and $3 what to begin after, $4 how many. Columns: workspace_id, id, trashed (text), active. */
const due = (table: 'dossiers' | 'files'): DueQuery => ({
  name: `trash.due-${table}`,
  text: `select workspace_id, id, trashed::text, active from app.due_${table}($1, $2::timestamptz, $3, $4)`,
});

export const dueDossiers = due('dossiers');
export const dueFiles = due('files');
