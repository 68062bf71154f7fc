import { strict as assert } from 'node:assert';
import pg from 'pg';
import type { Answer, Client } from '../../support/client.ts';
import { setting } from '../../support/environment.ts';
import type { Part } from '../../support/multipart.ts';
import { contentsOf, openTestStore } from '../../support/object-store.ts';
import type { Dossier, FileItem } from '../../support/shapes.ts';

export interface Uploaded {
  readonly count: number;
  readonly results: readonly FileItem[];
}

/** A `file` part of plain text. */
export const textFile = (filename: string, content = `text of ${filename}`): Part => ({
  name: 'file',
  filename,
  contentType: 'text/plain',
  content,
});

export async function newDossier(client: Client): Promise<string> {
  return (await client.post<Dossier>('/dossiers', { json: { name: 'Files' }, expect: 201 })).body.id;
}

export const upload = (client: Client, dossierId: string, parts: readonly Part[]): Promise<Answer<Uploaded>> =>
  client.post<Uploaded>(`/dossiers/${dossierId}/files`, { multipart: parts, expect: 202 });

/** Uploads one file and gives it back. */
export async function uploadOne(client: Client, dossierId: string, part: Part = textFile('one.txt')): Promise<FileItem> {
  const [file] = (await upload(client, dossierId, [part])).body.results;
  assert.ok(file);
  return file;
}

/** Everything the workspace has in the store, open uploads and intents included. */
export async function storedOf(workspaceId: string): Promise<{ objects: number; uploads: number; intents: number }> {
  const store = openTestStore();
  const client = new pg.Client({ connectionString: setting('DATABASE_OWNER_URL') });
  try {
    await client.connect();
    const { objects, uploads } = await contentsOf(store, `${workspaceId}/`);
    const { rowCount } = await client.query('select from app.object_intents where workspace_id = $1', [workspaceId]);
    return { objects: objects.length, uploads: uploads.length, intents: rowCount ?? 0 };
  } finally {
    store.close();
    await client.end();
  }
}
