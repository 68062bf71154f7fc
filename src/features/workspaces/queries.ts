import { defineItem } from '../../platform/db/fields.ts';
import { workspaceShape } from './present.ts';

/** $1 workspace. Columns: JSON text, revision. */
export const workspaceById = defineItem(
  'workspaces.by-id',
  workspaceShape,
  (body) => `select ${body}, w.revision from app.workspaces w where w.id = $1`,
);

/** $1 id, $2 name, $3 time zone. */
export const insertWorkspace = 'insert into app.workspaces (id, name, time_zone) values ($1, $2, $3)';

/** $1 workspace, $2 state. No row: nothing to change. */
export const updateWorkspaceState = `update app.workspaces set state = $2, revision = revision + 1, date_modified = now()
 where id = $1 and state <> 'DELETED' and state <> $2 returning id`;

/** $1 workspace, $2 user, $3 role. A removed member comes back. */
export const upsertMember = `insert into app.memberships (workspace_id, user_id, role) values ($1, $2, $3)
 on conflict (workspace_id, user_id) do update set role = excluded.role, status = 'ACTIVE', date_modified = now()`;

/** $1 workspace: its row is locked, so that owners are counted by one at a time. */
export const lockWorkspace = 'select id from app.workspaces where id = $1 for update';

/** $1 workspace, $2 user: owners besides this one. */
export const otherOwner = `select user_id from app.memberships
 where workspace_id = $1 and user_id <> $2 and role = 'OWNER' and status = 'ACTIVE' limit 1`;

/** $1 workspace, $2 user. */
export const membership = `select role from app.memberships where workspace_id = $1 and user_id = $2 and status = 'ACTIVE'`;

/** $1 workspace, $2 user. */
export const removeMembership = `update app.memberships set status = 'REMOVED', date_modified = now()
 where workspace_id = $1 and user_id = $2 and status = 'ACTIVE' returning user_id`;
