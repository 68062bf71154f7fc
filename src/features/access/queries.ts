import { defineItem } from '../../platform/db/fields.ts';
import { accountShape, accountWorkspaceShape } from './present.ts';

/** $1 issuer, $2 subject, $3 id for a new user, $4 kind, $5 user name, $6 name, $7 e-mail; null leaves what is known. */
export const selectEnsuredUser = {
  name: 'access.ensure-user',
  text: 'select id, state from app.ensure_user($1, $2, $3, $4, $5, $6, $7)',
};

/** $1 user. */
export const ownUserIsNamed = {
  name: 'access.own-user-is-named',
  text: 'select u.username is not null from app.users u where u.id = $1',
};

/** $1 user. */
export const ownAccount = defineItem('access.own-account', accountShape, (body) => `select ${body} from app.users u where u.id = $1`);

/** $1 user, $2 the only workspace of a bound token or null, $3 limit, $4 offset. Columns: JSON array, count of all. */
export const ownWorkspaces = defineItem(
  'access.own-workspaces',
  accountWorkspaceShape,
  (item) => `with mine as (
    select ${item} as item, row_number() over (order by w.name, w.id) as n
    from app.memberships m join app.workspaces w on w.id = m.workspace_id
    where m.user_id = $1 and m.status = 'ACTIVE' and w.state <> 'DELETED' and ($2::uuid is null or w.id = $2)
  )
  select '[' || coalesce(string_agg(item, ',' order by n) filter (where n > $4::bigint and n <= $4::bigint + $3::bigint), '') || ']', count(*)
  from mine`,
);
