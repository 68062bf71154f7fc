import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request as it goes over the wire. A header with several values is sent several times. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array | Readable | undefined;
  /** Leave the path as it was written, dot segments and all. */
  readonly rawPath?: string | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Name and value by turns, as they came. */
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
}

/** One HTTP/1.1 exchange without any convenience: no redirect, no decoding, no joining of headers. Of a stream that may never end, its beginning. */
export async function exchange(wanted: WireRequest): Promise<WireAnswer> {
  const { url, method } = wanted;
  const outgoing = request({ host: url.hostname, port: url.port, path: wanted.rawPath ?? url.pathname + url.search, method });
  for (const [name, value] of Object.entries(wanted.headers)) outgoing.setHeader(name, typeof value === 'string' ? value : [...value]);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
  });
  const sent = send(outgoing, wanted.body);
  // a server may answer, and close, before it has read all: then the answer counts
  sent.catch(() => undefined);
  const incoming = await answered;
  const chunks: Buffer[] = [];
  const endless = incoming.headers['content-type']?.startsWith('text/event-stream');
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
    if (endless) break;
  }
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    rawHeaders: incoming.rawHeaders,
    bytes: Buffer.concat(chunks),
  };
}

async function send(outgoing: ReturnType<typeof request>, body: WireRequest['body']): Promise<void> {
  if (body instanceof Readable) await pipeline(body, outgoing);
  else outgoing.end(body);
}
