import type { IncomingMessage } from 'node:http';
import { promisedSha256 } from '../../core/content-digest.ts';
import { Problem } from '../../core/errors.ts';
import { tooLarge, tornUpload } from './errors.ts';
import { bareType } from './media-types.ts';
import { readMultipart } from './read-multipart.ts';
import type { IncomingFile, UploadLimits } from './types.ts';

/** Boundaries, part headers and metadata may take this much on top of the files. */
const FORM_OVERHEAD = 1024 * 1024;

/** What the query says of a raw body. */
interface RawNames {
  readonly filename?: string | undefined;
  readonly title?: string | undefined;
}

/**
 * The files of a request, multipart or raw, one after the other as they arrive; nothing is read before the first is asked for.
 * Throws Problem `too-large` before reading when Content-Length tells, `invalid-request` for a malformed digest; the iteration throws
 * `invalid-request`, `file-empty`, `too-large`, `digest-mismatch`. A raw body's promised digest is the file's, for who stores it to check.
 */
export function parseUpload(req: IncomingMessage, names: RawNames, limits: UploadLimits): AsyncIterable<IncomingFile> {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new Problem('unsupported-media-type', {
      detail: 'A compressed body is not taken here. Send the bytes as they are, without Content-Encoding.',
    });
  }
  const declared = bareType(req.headers['content-type']);
  const isForm = declared === 'multipart/form-data';
  const most = limits.maxBytes + (isForm ? FORM_OVERHEAD : 0);
  if (Number(req.headers['content-length'] ?? 0) > most) throw tooLarge(limits.maxBytes);
  const promised = promisedSha256(req.headers);
  return isForm ? readMultipart(req, limits, most, promised) : readRaw(req, names, declared, promised);
}

async function* readRaw(
  req: IncomingMessage,
  names: RawNames,
  declared: string | undefined,
  promised: string | undefined,
): AsyncGenerator<IncomingFile, void, undefined> {
  const bytes = rawBytes(req);
  try {
    yield { filename: names.filename, chosenName: names.filename, title: names.title, declaredType: declared, promised, bytes };
  } finally {
    void bytes.return(undefined); // given up in the middle: an iterator left open keeps the request from everybody else
  }
}

/** The request stays open when reading stops early, so that it can still be answered. */
async function* rawBytes(req: IncomingMessage): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw tornUpload(error);
  } finally {
    if (!req.complete) req.resume();
  }
}
