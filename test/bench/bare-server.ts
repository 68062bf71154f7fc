// What the house is measured against: node:http and pg, no validation, no token, no tenant, no row-level security.
import { createServer } from 'node:http';
import pg from 'pg';

const [url, workspaceId, dossierId] = process.argv.slice(2);
if (url === undefined || workspaceId === undefined || dossierId === undefined)
  throw new Error('bare-server.ts <database url> <workspace> <dossier>');
const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c jit=off' });

const COLUMNS = `id, dossier_id, filename, title, media_type, size, sha256, page_count, ocr_page_count, processing_status,
  workflow_status, assignee_id, version, attributes, error, date_added, date_modified, created_by`;
const ONE = { name: 'one', text: `select ${COLUMNS} from app.files where workspace_id = $1 and id = $2 and date_deleted is null` };
const LIST = {
  name: 'list',
  text: `select ${COLUMNS} from app.files where workspace_id = $1 and dossier_id = $2 and date_deleted is null order by date_added desc, id desc limit 50`,
};

const server = createServer((request, response) => {
  const id = request.url?.startsWith('/files/') ? request.url.slice('/files/'.length) : undefined;
  const asked =
    id === undefined ? pool.query({ ...LIST, values: [workspaceId, dossierId] }) : pool.query({ ...ONE, values: [workspaceId, id] });
  asked.then(
    ({ rows }) => {
      const body = JSON.stringify(id === undefined ? { results: rows } : rows[0]);
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
      response.end(body);
    },
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(address.port);
});
process.on('SIGTERM', () => process.exit(0));
