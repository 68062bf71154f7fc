/** $1 workspace, $2 file, $3 version, $4 number of the first page, $5 widths, $6 heights, $7 texts. */
export const insertPages = {
  name: 'extraction.insert-pages',
  text: `insert into app.file_pages (workspace_id, file_id, version, page, width, height, text)
         select $1, $2, $3, $4::integer + p.position::integer - 1, p.width, p.height, p.text
         from unnest($5::real[], $6::real[], $7::text[]) with ordinality as p (width, height, text, position)`,
};

/** $1 file, $2 version. */
export const deletePages = { name: 'extraction.delete-pages', text: 'delete from app.file_pages where file_id = $1 and version = $2' };
