import type { IncomingMessage } from 'node:http';
import { Server } from '@tus/server';
import { invalidInput, Problem } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { WorkspaceContext } from '../../platform/context.ts';
import { inWorkspace } from '../../platform/db/doors.ts';
import { bodyUntilCut } from './body-until-cut.ts';
import { largerThan, lengthExceeded, offsetConflict, uploadOver, versionUnsupported } from './errors.ts';
import { TusStore } from './tus-store.ts';

/** The version of the protocol. */
export const TUS_VERSION = '1.0.0';
/** What it is asked to do with us. */
export const TUS_EXTENSIONS = 'creation,creation-with-upload,expiration,termination';

const PASSED_ON = ['tus-resumable', 'upload-length', 'upload-offset', 'upload-metadata', 'content-type', 'content-length'];

/** An answer of the protocol: the headers that it sets, by their lower-case names, and the file that the upload has become. */
interface TusAnswer {
  readonly header: (name: string) => string | undefined;
  readonly fileId: string | null;
}

/** Claims are rows, taken when there is something to write: two processes must not rely on the memory of one. */
const NO_LOCKS = { newLock: () => ({ lock: async () => undefined, unlock: async () => undefined }) };

/**
 * Lets the library of the protocol answer a request on a store that is the caller's own. Everything that is not a success is thrown as a
 * problem: `tus-version-unsupported`, `invalid-request`, `upload-offset-conflict`, `too-large`, `gone`, and what the verbs throw.
 */
export async function serveTus(ctx: WorkspaceContext, req: IncomingMessage, path: string): Promise<TusAnswer> {
  if (req.headers['tus-resumable'] !== TUS_VERSION) throw await afterEntering(ctx, versionUnsupported());
  const { maxBytes } = ctx.platform.settings.upload;
  const store = new TusStore(ctx);
  const server = new Server({
    path: '/uploads',
    datastore: store,
    maxSize: maxBytes,
    locker: NO_LOCKS,
    namingFunction: () => newId(),
    generateUrl: (_req, { id }) => `${ctx.platform.settings.publicUrl}/api/v1/uploads/${id}`,
    onResponseError: async (_req, error) => {
      if (error instanceof Problem) throw error;
      throw await afterEntering(ctx, problemOf(error, maxBytes));
    },
  });
  const body = bodyUntilCut(req, ctx.signal);
  try {
    const answer = await server.handleWeb(requestOf(req, path, body));
    const text = answer.status < 400 ? '' : await answer.text();
    if (answer.status >= 400) throw await afterEntering(ctx, problemOf({ status_code: answer.status, body: text }, maxBytes));
    return { header: (name) => answer.headers.get(name) ?? undefined, fileId: store.fileId };
  } finally {
    void body.return(undefined); // given up in the middle: an iterator left open keeps the request from everybody else
  }
}

/** What the library finds wrong by itself is told only to who may be here at all. */
async function afterEntering(ctx: WorkspaceContext, problem: Error): Promise<Error> {
  await inWorkspace(ctx, async () => undefined);
  return problem;
}

function requestOf(req: IncomingMessage, path: string, body: AsyncGenerator<Uint8Array, void, undefined>): Request {
  const headers = new Headers();
  for (const name of PASSED_ON) {
    const value = req.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = `http://tus${path}`;
  if (req.method === 'HEAD') return new Request(url, { method: 'HEAD', headers });
  return new Request(url, { method: req.method ?? 'POST', headers, body: ReadableStream.from(body), duplex: 'half' });
}

const METADATA_SHAPE = 'Upload-Metadata must be keys, each with a space and its value in Base64, separated by commas.';

/** The library's own faults have a status and a text. */
function problemOf(error: unknown, maxBytes: number): Error {
  if (!isFault(error)) return error instanceof Error ? error : new Error('tus', { cause: error });
  const { status_code: status, body } = error;
  if (status === 409) return offsetConflict();
  if (status === 410) return uploadOver();
  if (status === 413) return body.startsWith('Maximum') ? largerThan(maxBytes) : lengthExceeded();
  if (/upload-metadata/i.test(body)) return invalidInput('Upload-Metadata', METADATA_SHAPE);
  if (status >= 400 && status < 500) return new Problem('invalid-request', { detail: body.trim().slice(0, 500) });
  return new Error(`tus: ${status} ${body}`);
}

const isFault = (error: unknown): error is { readonly status_code: number; readonly body: string } =>
  typeof error === 'object' && error !== null && 'status_code' in error && 'body' in error;
