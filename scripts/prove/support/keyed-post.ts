import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A POST that may be sent again and again: the same bytes, the same key. */
export interface KeyedPost {
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Buffer;
  readonly key: string;
}

export interface KeyedAnswer {
  readonly status: number;
  readonly replayed: boolean;
  readonly text: string;
  readonly retryAfterSeconds: number;
}

/** How it went until there was an answer. */
export interface Tally {
  attempts: number;
  /** Attempts without a whole answer. */
  cut: number;
  /** Answers 409 idempotency-key-in-use. */
  inUse: number;
  /** Answers 503. */
  unavailable: number;
  replayed: number;
}

/** Sends once, on a connection of its own. Rejects when the answer does not come whole. */
export async function sendOnce(port: number, headers: Readonly<Record<string, string>>, post: KeyedPost): Promise<KeyedAnswer> {
  const { path, contentType, body = Buffer.alloc(0), key } = post;
  const outgoing = request({ host: '127.0.0.1', port, path: `/api/v1${path}`, method: 'POST', agent: false, timeout: 120_000 });
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  outgoing.setHeader('idempotency-key', key);
  outgoing.setHeader('content-length', body.length);
  if (contentType !== undefined) outgoing.setHeader('content-type', contentType);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.once('error', reject);
    outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in 120 s')));
    outgoing.once('close', () => reject(new Error('the connection was closed without an answer')));
  });
  outgoing.end(body);
  const incoming = await answered;
  const chunks = await incoming.toArray(); // rejects when the answer is torn
  return {
    status: incoming.statusCode ?? 0,
    replayed: incoming.headers['idempotency-replayed'] === 'true',
    text: Buffer.concat(chunks as Buffer[]).toString(),
    retryAfterSeconds: Number(incoming.headers['retry-after'] ?? 1),
  };
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;
/** Longer than the lease of an upload whose process was killed. */
const PATIENCE_MS = 180_000;

/** Sends until there is a good answer, as a careful program does it. Throws for an answer that no repetition mends. */
export async function postUntilAnswered(
  port: number,
  headers: () => Promise<Readonly<Record<string, string>>>,
  post: KeyedPost,
  tally: Tally,
): Promise<KeyedAnswer> {
  const end = Date.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; Date.now() < end; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    tally.attempts += 1;
    const answer = await headers()
      .then((sent) => sendOnce(port, sent, post))
      .catch(() => undefined);
    if (answer === undefined) {
      tally.cut += 1;
      await sleep(pause);
      continue;
    }
    if (answer.status >= 200 && answer.status < 300) {
      if (answer.replayed) tally.replayed += 1;
      return answer;
    }
    if (answer.status === 409 && answer.text.includes('"idempotency-key-in-use"')) tally.inUse += 1;
    else if (answer.status === 503) tally.unavailable += 1;
    else throw new Error(`${post.path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    await sleep(answer.retryAfterSeconds * 1000);
  }
  throw new Error(`${post.path}: no good answer in ${PATIENCE_MS / 1000} s`);
}
