import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { parseUpload } from '../../../src/features/files/parse-upload.ts';

const LIMITS = { maxBytes: 1024 * 1024, maxFiles: 3 };

/** A request whose caller has left in the middle of its body, before anybody read it. */
async function abandoned(contentType: string): Promise<IncomingMessage> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1');
  caller.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${contentType}\r\nContent-Length: 1000\r\n\r\n--b\r\n`);
  const [req] = (await once(server, 'request')) as [IncomingMessage];
  req.on('error', () => undefined);
  caller.destroy();
  await new Promise((resolve) => req.once('close', resolve)); // `once` of node:events would reject with the error before it
  server.close();
  return req;
}

for (const contentType of ['multipart/form-data; boundary=b', 'application/octet-stream']) {
  test(`an upload whose caller left before it was read ends as torn, as ${contentType}`, async () => {
    const req = await abandoned(contentType);
    const read = async (): Promise<void> => {
      for await (const { bytes } of parseUpload(req, {}, LIMITS)) for await (const _ of bytes) void _;
    };
    await assert.rejects(read(), { code: 'invalid-request' });
  });
}
