import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { environment } from '../../support/environment.ts';
import { waitFor } from '../../support/wait-for.ts';
import { freshWorkspace } from '../../support/workspace.ts';
import { newDossier } from '../files/support.ts';
import { at, becomes, begin, offsetOf, TUS } from './support.ts';

const MIB = 1024 * 1024;
const workspace = freshWorkspace();

interface Cut {
  readonly token: string;
  readonly tenant: string;
  readonly path: string;
  readonly from: number;
  readonly bytes: Uint8Array;
  /** How many of the bytes go out before the connection breaks. */
  readonly sent: number;
  readonly abruptly: boolean;
}

/** Sends a PATCH of all bytes over a connection that breaks after some of them. */
async function sendAndBreak({ token, tenant, path, from, bytes, sent, abruptly }: Cut): Promise<void> {
  const url = new URL(environment().baseUrl + path);
  const socket = connect(Number(url.port), url.hostname);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject).once('connect', resolve);
  });
  const head = [
    `PATCH ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    `Authorization: Bearer ${token}`,
    `X-TENANT-ID: ${tenant}`,
    `Tus-Resumable: ${TUS['tus-resumable']}`,
    'Content-Type: application/offset+octet-stream',
    `Upload-Offset: ${from}`,
    `Content-Length: ${bytes.length}`,
  ];
  const broken = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined).resume();
  await new Promise<void>((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n`, () => resolve()));
  await new Promise<void>((resolve) => socket.write(bytes.subarray(0, sent), () => resolve()));
  if (abruptly) socket.resetAndDestroy();
  else socket.destroy();
  await broken;
}

test('a connection cut at any byte loses nothing that counts: resumed, the file is what was sent', async () => {
  const { id, owner, ownerUser } = await workspace;
  const dossierId = await newDossier(owner);
  const cuts = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), abruptly: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  });
  // small ones fit a single object, large ones have parts and tails
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 200_000 }),
    fc.integer({ min: 6 * MIB - 2, max: 6 * MIB + 2 }),
    fc.integer({ min: 7 * MIB, max: 15 * MIB }),
  );
  await fc.assert(
    fc.asyncProperty(sizes, cuts, async (size, breaks) => {
      const bytes = randomBytes(size);
      const path = await begin(owner, size, { dossierId });
      let kept = 0;
      for (const { share, abruptly } of breaks) {
        const rest = bytes.subarray(kept);
        const sent = Math.min(Math.floor(rest.length * share), rest.length - 1);
        await sendAndBreak({ token: await ownerUser.token(), tenant: id, path, from: kept, bytes: rest, sent, abruptly });
        const offset = await settled(path, kept);
        assert.ok(offset >= kept && offset <= kept + sent, `${offset} kept of ${kept} and ${sent}`);
        kept = offset;
      }
      await waitFor('the last bytes to be taken', async () => {
        const from = await offsetOf(owner, path);
        const { status } = await owner.patch(path, at(from, bytes.subarray(from)));
        return status === 204;
      });
      await becomes(owner, path, bytes);
    }),
    { numRuns: 12 },
  );

  /** The offset once nobody writes any more: an empty request at it is taken. */
  function settled(path: string, least: number): Promise<number> {
    return waitFor(`the upload to be let go of after ${least}`, async () => {
      const offset = await offsetOf(owner, path);
      const { status } = await owner.patch(path, at(offset, Buffer.alloc(0)));
      return status === 204 ? [offset] : undefined;
    }).then(([offset = 0]) => offset);
  }
});
