/** Objects of uploads that are under way are named by them: what nothing names is taken away. */
export const name = '0010-uploads-named';

const unnamedObjects = (more: string): string => `
create or replace function app.unnamed_objects(p_workspace uuid, p_keys text[]) returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k from unnest(p_keys) k
  where not exists (select from app.file_versions v where v.workspace_id = p_workspace and v.object_key collate "C" = k)
    and not exists (select from app.result_packages p where p.workspace_id = p_workspace and p.object_key collate "C" = k)
    and not exists (select from app.object_intents i where i.workspace_id = p_workspace and i.object_key = k)${more}
$$;
`;

export const up = unnamedObjects(`
    and not exists (
      select from app.uploads u
      where u.workspace_id = p_workspace and u.status in ('OPEN', 'COMPLETING') and k in (u.object_key, u.staging_key, u.tail_key))`);

export const down = unnamedObjects('');
