import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import yauzl from 'yauzl';
import type { Client } from '../support/client.ts';
import { setting } from '../support/environment.ts';
import type { Dossier, FileItem, List, ResultPackage } from '../support/shapes.ts';
import { waitFor } from '../support/wait-for.ts';
import { clientFor, freshWorkspace } from '../support/workspace.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function pdf(pages: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page++) document.addPage([595, 842]).drawText(`Page ${page} of the lease`, { x: 50, y: 780, font });
  return Buffer.from(await document.save());
}

/** Names and bytes of a zip, read by somebody else's code. */
async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(bytes, { lazyEntries: false, autoClose: false });
  const entries: yauzl.Entry[] = [];
  zip.on('entry', (entry: yauzl.Entry) => entries.push(entry));
  await new Promise((resolve, reject) => zip.once('end', resolve).once('error', reject));
  const contents = new Map<string, Buffer>();
  for (const entry of entries) {
    const stream = await promisify<yauzl.Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip))(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    contents.set(entry.fileName, Buffer.concat(chunks));
  }
  return contents;
}

/** A caller whose token came through the API's own front. */
async function signIn(form: Record<string, string>, tenant: string): Promise<Client> {
  const { body } = await clientFor().post<{ access_token: string; token_type: string }>('/auth/token', { form, expect: 200 });
  assert.equal(body.token_type, 'Bearer');
  return clientFor(async () => body.access_token, tenant);
}

async function settled(caller: Client, fileId: string): Promise<FileItem> {
  return waitFor('the file to be analyzed', async () => {
    const status = await caller.get<{ processingStatus: string }>(`/files/${fileId}/status`, { expect: 200 });
    const done = ['PROCESSED', 'ERROR', 'LICENSE_BLOCKED'].includes(status.body.processingStatus);
    assert.equal(done, status.headers['retry-after'] === undefined, 'Retry-After while there is something to wait for, and only then');
    return done && (await caller.get<FileItem>(`/files/${fileId}`)).body;
  });
}

async function ready(caller: Client, asked: { readonly headers: { readonly location?: string | undefined } }): Promise<ResultPackage> {
  const path = asked.headers.location ?? '';
  return waitFor('the package to be made', async () => {
    const { body } = await caller.get<ResultPackage>(path, { expect: 200 });
    assert.notEqual(body.status, 'FAILED', JSON.stringify(body.error));
    return body.status === 'READY' && body;
  });
}

test('from signing in to a verified package, as a person and as a program', async () => {
  const workspace = await freshWorkspace();
  const { username, password } = workspace.ownerUser;
  const clientIs = { client_id: setting('DEMO_PASSWORD_CLIENT_ID'), client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET') };
  const me = await signIn({ grant_type: 'password', username, password, ...clientIs }, workspace.id);

  const account = await me.inWorkspace(undefined).get<{ username: string }>('/account', { expect: 200 });
  assert.equal(account.body.username, username);
  const mine = await me.inWorkspace(undefined).get<List<{ id: string }>>('/account/workspaces', { expect: 200 });
  assert.deepEqual(
    mine.body.results.map((one) => one.id),
    [workspace.id],
  );

  // a dossier with three files: two in one form, one as a raw body
  const dossier = (await me.post<Dossier>('/dossiers', { json: { name: 'Lease, Main Street 5' }, expect: 201 })).body;
  const files = `/dossiers/${dossier.id}/files`;
  const originals = new Map([
    ['Mietvertrag für Müller.pdf', await pdf(3)],
    ['notes.txt', Buffer.from('call her back')],
    ['annex.pdf', await pdf(1)],
  ]);
  const [lease, notes, annex] = [...originals].map(([filename, content]) => ({ filename, content }));
  assert.ok(lease && notes && annex);
  const form = await me.post<{ count: number; results: FileItem[] }>(files, {
    multipart: [
      { name: 'metadata', contentType: 'application/json', content: JSON.stringify({ title: 'The lease' }) },
      { name: 'file', contentType: 'application/pdf', ...lease },
      { name: 'file', contentType: 'text/plain', ...notes },
    ],
    expect: 202,
  });
  assert.equal(form.body.count, 2);
  assert.deepEqual(
    form.body.results.map((one) => [one.filename, one.title]),
    [
      [lease.filename, 'The lease'],
      ['notes.txt', 'notes.txt'],
    ],
  );
  const raw = await me.post<{ results: FileItem[] }>(files, {
    body: annex.content,
    headers: { 'content-type': 'application/pdf' },
    query: { filename: 'annex.pdf' },
    expect: 202,
  });
  const ids = [...form.body.results, ...raw.body.results].map((one) => one.id);

  // processed: pages of the PDFs, none of the text
  const done = await Promise.all(ids.map((id) => settled(me, id)));
  assert.deepEqual(
    done.map((one) => [one.processingStatus, one.pageCount]),
    [
      ['PROCESSED', 3],
      ['PROCESSED', null],
      ['PROCESSED', 1],
    ],
  );
  for (const file of done) assert.equal(file.sha256, sha256(originals.get(file.filename) ?? Buffer.alloc(0)));
  const counted = (await me.get<Dossier>(`/dossiers/${dossier.id}`)).body;
  const bytes = [...originals.values()].reduce((sum, one) => sum + one.length, 0);
  assert.deepEqual([counted.fileCount, counted.pageCount, counted.byteCount], [3, 4, bytes]);
  assert.equal((await me.get<List<FileItem>>('/files', { query: { status: 'PROCESSED' } })).body.count, 3);

  // back as they went in: whole, in part, and by their headers only
  const content = `/files/${ids[0]}/content`;
  const whole = await me.get(content, { expect: 200 });
  assert.deepEqual(whole.bytes, lease.content);
  assert.match(
    String(whole.headers['content-disposition']),
    /^attachment; filename=".*"; filename\*=UTF-8''Mietvertrag%20f%C3%BCr%20M%C3%BCller\.pdf$/,
  );
  const part = await me.get(content, { headers: { range: 'bytes=10-19' }, expect: 206 });
  assert.deepEqual(part.bytes, lease.content.subarray(10, 20));
  const head = await me.head(content, { expect: 200 });
  assert.equal(head.headers['content-length'], String(lease.content.length));
  assert.equal(head.headers.etag, whole.headers.etag);

  // the three kinds of package
  const one = await ready(me, await me.post(`/files/${ids[0]}/result-packages`, { expect: 202 }));
  const several = await ready(me, await me.post('/result-packages', { json: { selection: { fileIds: [ids[0], ids[1]] } }, expect: 202 }));
  const all = await ready(me, await me.post(`/dossiers/${dossier.id}/result-packages`, { expect: 202 }));
  for (const [made, names] of [
    [one, [lease.filename]],
    [several, [lease.filename, notes.filename]],
    [all, [...originals.keys()]],
  ] as const) {
    const zip = await me.get(`/result-packages/${made.id}/content`, { expect: 200 });
    assert.deepEqual([zip.bytes.length, sha256(zip.bytes)], [made.size, made.sha256]);
    const entries = await unzip(zip.bytes);
    assert.deepEqual([...entries.keys()].sort(), ['manifest.json', ...names.map((name) => `original/${name}`)].sort());
    assert.equal(made.entryCount, names.length);
    const manifest = JSON.parse(entries.get('manifest.json')?.toString() ?? '') as {
      entries: { name: string; size: number; sha256: string }[];
    };
    for (const { name, size, sha256: digest } of manifest.entries) {
      const entry = entries.get(name) ?? Buffer.alloc(0);
      assert.deepEqual([entry.length, sha256(entry)], [size, digest]);
      assert.deepEqual(entry, originals.get(name.replace('original/', '')));
    }
    assert.equal(manifest.entries.length, names.length);
  }

  // a program sees the same with a token of its own
  const subject = setting('DEMO_INTEGRATION_SUBJECT');
  const program = await signIn(
    {
      grant_type: 'client_credentials',
      client_id: setting('DEMO_INTEGRATION_CLIENT_ID'),
      client_secret: setting('DEMO_INTEGRATION_CLIENT_SECRET'),
    },
    workspace.id,
  );
  const itself = await program.inWorkspace(undefined).get<{ id: string; kind: string }>('/account', { expect: 200 });
  assert.equal(itself.body.kind, 'PROGRAM', subject);
  await program.problem('workspace-forbidden', 'GET', '/dossiers');
  await workspace.addMember({ userId: itself.body.id }, 'READER');
  assert.deepEqual(
    (await program.get(`/result-packages/${all.id}/content`, { headers: { range: 'bytes=0-3' }, expect: 206 })).bytes,
    Buffer.from('PK\x03\x04'),
  );
  await program.problem('role-too-low', 'DELETE', `/files/${ids[0]}`);

  // what was used is what was processed
  const { body: usage } = await me.get<{ total: { files: number; pages: number; bytes: number } }>('/license/usage', { expect: 200 });
  assert.equal(usage.total.pages, 4);

  // and out again
  await me.delete(`/result-packages/${all.id}`, { expect: 204 });
  await me.problem('not-found', 'GET', `/result-packages/${all.id}/content`);
  await me.delete(`/files/${ids[2]}`, { expect: 204 });
  await me.problem('not-found', 'GET', `/files/${ids[2]}/content`);
  await me.delete(`/dossiers/${dossier.id}`, { expect: 204 });
  await me.post(`/dossiers/${dossier.id}/restore`, { expect: 200 });
  assert.equal((await me.get<Dossier>(`/dossiers/${dossier.id}`)).body.fileCount, 2);
});
