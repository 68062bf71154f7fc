import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Platform } from '../platform/context.ts';
import { firstDown, type HealthPart, healthDetail } from '../platform/health.ts';
import { notReady } from './not-ready.ts';
import { refuseBytes } from './refuse-bytes.ts';
import { renderProblem } from './render-problem.ts';
import { fixedHeaders } from './security-headers.ts';

interface WorkerParts {
  readonly parts: readonly HealthPart[];
  /** Aborts when the worker takes no more jobs. */
  readonly draining: AbortSignal;
  readonly log: Log;
}

interface Answer {
  readonly contentType: string;
  readonly text: string;
}

type Answers = Readonly<Record<string, () => Promise<Answer>>>;

const HEADERS_MS = 15_000;

/**
 * The worker's own listener, for operators and whoever watches it: metrics and health as on the API's internal listener.
 * Rejects when the address is taken or not ours.
 */
export async function listenForOperators(
  platform: Platform,
  { parts, draining, log }: WorkerParts,
  binding: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const answers = answersOf(platform, parts, draining);
  const { publicUrl } = platform.settings;
  const headers = Object.entries(fixedHeaders());
  const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: HEADERS_MS }, (req, res) => {
    req.resume(); // a body is nothing to us
    const requestId = randomUUID();
    for (const [name, value] of [...headers, ['X-Request-Id', requestId] as const]) res.setHeader(name, value);
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
    answer(answers, path, req.method).then(
      (good) => send(req, res, 200, good),
      (error: unknown) => {
        const problem = asProblem(error);
        if (problem.status >= 500 && problem.code !== 'unavailable') log.error({ err: error, requestId }, 'failed');
        for (const [name, value] of Object.entries(problem.headers)) res.setHeader(name, value);
        const text = renderProblem(problem, { publicUrl, requestId, path });
        send(req, res, problem.status, { contentType: 'application/problem+json; charset=utf-8', text });
      },
    );
  });
  server.on('clientError', refuseBytes(publicUrl));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(binding.port, binding.host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const json = (value: object): Answer => ({ contentType: 'application/json; charset=utf-8', text: JSON.stringify(value) });

const answersOf = (platform: Platform, parts: readonly HealthPart[], draining: AbortSignal): Answers => ({
  '/metrics': async () => {
    const { registry } = platform.metrics;
    return { contentType: registry.contentType, text: await registry.metrics() };
  },
  '/health/live': async () => json({ status: 'UP' }),
  '/health/ready': async () => {
    if (draining.aborted) throw notReady('the worker is shutting down');
    const down = await firstDown(parts);
    if (down !== undefined) throw notReady(`${down} does not answer`);
    return json({ status: 'UP' });
  },
  '/health/detail': async () => json(await healthDetail(platform, parts)),
});

async function answer(answers: Answers, path: string, method: string | undefined): Promise<Answer> {
  const found = Object.hasOwn(answers, path) ? answers[path] : undefined;
  if (found === undefined)
    throw new Problem('not-found', { detail: `There is no such address here. There are: ${Object.keys(answers).join(', ')}.` });
  if (method === 'GET' || method === 'HEAD') return found();
  const headers = { Allow: 'GET, HEAD' };
  throw new Problem('method-not-allowed', { detail: `This address does not support ${method}. It supports: GET, HEAD.`, headers });
}

const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem('internal-error', { detail: 'Something went wrong on our side. Try again.', cause: error });

function send(req: IncomingMessage, res: ServerResponse, status: number, { contentType, text }: Answer): void {
  res.writeHead(status, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) });
  res.end(req.method === 'HEAD' ? undefined : text);
}
