import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { WireAnswer } from '../http.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly method: string;
  /** Up to and with the base path. */
  readonly base: URL;
  /** Below the base, as written. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | undefined;
}

/** Bound for an answer that never comes; a stream of events is heard for a moment only. */
const PATIENCE_MS = 60_000;
const STREAM_MS = 150;

/** Connections that are used again, as programs do it. */
export const openAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 8 });

/** One exchange. Of a stream of events comes what is sent in its first moment. Rejects when no answer comes. */
export async function exchangeDraft(agent: Agent, { method, base, target, headers, body }: Outgoing): Promise<WireAnswer> {
  const outgoing = request({
    host: base.hostname,
    port: base.port,
    path: base.pathname + target,
    method,
    agent,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  for (const name of new Set(headers.map(([one]) => one.toLowerCase()))) {
    const values = headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
    outgoing.setHeader(name, values);
  }
  if (body) outgoing.setHeader('content-length', body.length);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    outgoing.once('close', () => reject(new Error('the connection was closed without an answer')));
  });
  outgoing.end(body);
  const incoming = await answered;
  outgoing.on('error', () => undefined); // the answer is there
  const bytes = await bytesOf(incoming);
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, rawHeaders: incoming.rawHeaders, bytes };
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const endless = incoming.headers['content-type']?.startsWith('text/event-stream') ?? false;
  const end = endless ? setTimeout(() => incoming.destroy(), STREAM_MS) : undefined;
  try {
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
  } catch (error) {
    if (!endless) throw error;
  } finally {
    clearTimeout(end);
  }
  return Buffer.concat(chunks);
}

/** Sends bytes as they are, says no more, and gives the first answer; undefined when the connection is closed without one. */
export async function exchangeBytes(base: URL, bytes: Buffer): Promise<WireAnswer | undefined> {
  const socket = connect({ host: base.hostname, port: Number(base.port) });
  const chunks: Buffer[] = [];
  socket.on('error', () => undefined); // a reset is a close
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  socket.end(bytes);
  await once(socket, 'close');
  return firstAnswer(Buffer.concat(chunks));
}

function firstAnswer(all: Buffer): WireAnswer | undefined {
  const end = all.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...lines] = all.subarray(0, end).toString('latin1').split('\r\n');
  const fields = lines.map((one) => [one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1).trim()] as const);
  const headers = Object.fromEntries(fields.map(([name, value]) => [name.toLowerCase(), value]));
  const length = Number(headers['content-length'] ?? 0);
  return {
    status: Number(line.split(' ')[1]),
    headers,
    rawHeaders: fields.flat(),
    bytes: all.subarray(end + 4, end + 4 + length),
  };
}
