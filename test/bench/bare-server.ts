// What the house is measured against: node:http and pg, no validation, no token, no tenant, no row-level security.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

async function answer(url: string): Promise<string> {
  if (!url.startsWith('/files/'))
    return JSON.stringify({ results: (await pool.query({ ...LIST, values: [workspaceId, dossierId] })).rows });
  const id = url.slice('/files/'.length);
  return JSON.stringify((await pool.query({ ...ONE, values: [workspaceId, id] })).rows[0]);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await answer(request.url ?? '/');
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer((request, response) => void serve(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(address.port);
});
process.on('SIGTERM', () => process.exit(0));
