import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { Problem } from '../../src/core/errors.ts';
import { freshWorkspace } from '../support/workspace.ts';
import { open, untilClosed } from './raw.ts';
import { type ServeOptions, serve } from './serve.ts';

const SIZE = 1024 * 1024; // more than the request's own buffer takes

/** The idle time of the connection runs out so often. */
async function idle(req: IncomingMessage, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await once(req.socket, 'timeout');
}

async function arrived(req: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) bytes += (chunk as Buffer).length;
  return bytes;
}

const received = (bytes: number): Problem => new Problem('conflict', { detail: `${bytes} bytes came` });

/** An upload whose head was sent; the room is replaced by `take`, which throws its answer. */
async function beginUpload(take: (req: IncomingMessage) => Promise<never>): Promise<{ socket: Socket; close(): Promise<void> }> {
  const { id, ownerUser } = await freshWorkspace();
  const uploadFiles: NonNullable<ServeOptions['handlers']>['uploadFiles'] = (_ctx, { raw }) => take(raw);
  const server = await serve({ idleMs: 100, handlers: { uploadFiles } });
  const socket = await open(server.port);
  const head = [
    `POST /api/v1/dossiers/${id}/files?filename=x.bin HTTP/1.1`,
    'Host: x',
    'Connection: close',
    `Authorization: Bearer ${await ownerUser.token()}`,
    `X-Tenant-ID: ${id}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${SIZE}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return { socket, close: () => server.close() };
}

for (const [what, take] of [
  ['after the body is in', async (req) => arrived(req).then(async (bytes) => (await idle(req, 3), bytes))],
  ['before it is read', async (req) => idle(req, 3).then(() => arrived(req))],
] as const satisfies readonly (readonly [string, (req: IncomingMessage) => Promise<number>])[]) {
  test(`an upload is answered however long we take ${what}, though no byte flows meanwhile`, async () => {
    const upload = await beginUpload(async (req) => {
      throw received(await take(req));
    });
    upload.socket.write(Buffer.alloc(SIZE));
    const answer = await untilClosed(upload.socket);
    assert.equal(answer.status, 409, answer.text);
    assert.match(answer.body, new RegExp(`"${SIZE} bytes came"`));
    await upload.close();
  });
}

test('S48: an upload whose caller falls silent while bytes are owed is cut without an answer, and its reader told', async () => {
  const ended = Promise.withResolvers<unknown>();
  const upload = await beginUpload(async (req) => {
    const bytes = await arrived(req).catch((error: unknown) => {
      ended.resolve(error);
      return 0;
    });
    throw received(bytes);
  });
  upload.socket.write(Buffer.alloc(SIZE - 1));
  assert.equal((await untilClosed(upload.socket)).text, '');
  assert.ok((await ended.promise) instanceof Error);
  await upload.close();
});
