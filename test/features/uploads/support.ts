import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Answer, CallOptions, Client } from '../../support/client.ts';
import type { FileItem, Upload } from '../../support/shapes.ts';
import { waitFor } from '../../support/wait-for.ts';

export const TUS = { 'tus-resumable': '1.0.0' };
export const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' };

/** Upload-Metadata of these keys and values. */
export const metadata = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Begins a resumable upload; resolves with its path. */
export async function begin(client: Client, length: number, values: Readonly<Record<string, string>>): Promise<string> {
  const headers = { ...TUS, 'upload-length': String(length), 'upload-metadata': metadata({ filename: 'sent.bin', ...values }) };
  const answer = await client.post('/uploads', { headers, expect: 201 });
  const location = String(answer.headers.location);
  return `/uploads/${location.split('/').at(-1)}`;
}

/** What a PATCH at this offset sends. */
export const at = (offset: number, body: Uint8Array | Readable): CallOptions => ({
  headers: { ...BYTES, 'upload-offset': String(offset) },
  body,
});

export async function offsetOf(client: Client, path: string): Promise<number> {
  const answer = await client.head(path, { headers: TUS, expect: 200 });
  return Number(answer.headers['upload-offset']);
}

/** Sends all of it from the offset on and expects it to be taken. */
export const send = (client: Client, path: string, offset: number, body: Uint8Array): Promise<Answer<unknown>> =>
  client.patch(path, { ...at(offset, body), expect: 204 });

export const statusOf = async (client: Client, path: string): Promise<Upload> => (await client.get<Upload>(path, { expect: 200 })).body;

/** The upload when it has ended. */
export const ended = (client: Client, path: string): Promise<Upload> =>
  waitFor(`${path} to end`, async () => {
    const upload = await statusOf(client, path);
    return upload.status === 'OPEN' || upload.status === 'COMPLETING' ? undefined : upload;
  });

/** The file when its bytes have been read. */
export const verified = (client: Client, fileId: string | null): Promise<FileItem> =>
  waitFor(`file ${fileId} to be verified`, async () => {
    const { body } = await client.get<FileItem>(`/files/${fileId}`, { expect: 200 });
    return body.sha256 !== null || body.processingStatus === 'ERROR' ? body : undefined;
  });

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Waits until the upload is a file with these very bytes, and gives the file. */
export async function becomes(client: Client, path: string, bytes: Uint8Array): Promise<FileItem> {
  const upload = await ended(client, path);
  assert.equal(upload.status, 'COMPLETED', JSON.stringify(upload));
  const file = await verified(client, upload.fileId);
  assert.deepEqual([file.sha256, file.size, file.version], [sha256(bytes), bytes.length, upload.version]);
  const content = await client.get(`/files/${file.id}/content`, { expect: 200 });
  assert.ok(bytes.length === content.bytes.length && content.bytes.equals(bytes));
  return file;
}
