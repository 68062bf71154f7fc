import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { isStreamed } from './body.ts';
import type { Handlers } from './contract.ts';
import { OPERATIONS } from './generated/operations.ts';
import { idempotencyOf } from './idempotency.ts';
import { operationOf, pathParamsOf } from './operation-of.ts';
import { appliedOf, preferencesOf, WaitingRoom } from './prefer.ts';
import { contextOf, handlerContext } from './request-context.ts';
import { waitForOurselves } from './upload-patience.ts';
import { mediaTypeOf } from './validate.ts';

interface AnyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly contentType?: string;
  readonly body?: unknown;
}
type AnyHandler = (ctx: object, input: object) => Promise<AnyReply>;

/** Calls the operation's handler and writes its reply. Answers that wait for something end their waiting when `draining` aborts. */
export function dispatch(handlers: Handlers, draining: AbortSignal): RequestHandler {
  const waiting = new WaitingRoom(draining);
  return async (req, res) => {
    const operationId = operationOf(req);
    const handle = handlers[operationId] as unknown as AnyHandler; // a union of that many signatures is not callable
    const streamed = isStreamed(OPERATIONS[operationId].consumes);
    if (streamed) waitForOurselves(req, res);
    const context = contextOf(res);
    context.idempotency = idempotencyOf(req, context);
    const { minimal, wait } = preferencesOf(req);
    const [whole, waited] = await waiting.run(context, wait, (patience) =>
      handle(handlerContext(res), {
        params: pathParamsOf(req), // Express empties req.params at every layer
        query: req.query,
        headers: req.headers,
        raw: req,
        patience,
        contentType: mediaTypeOf(req.headers),
        body: streamed ? req : (req.body as unknown),
      }),
    );
    const reply = minimal ? withoutBody(whole) : whole;
    const applied = appliedOf(reply !== whole, waited);
    if (applied !== undefined) res.setHeader('Preference-Applied', applied);
    if (context.idempotency?.replayed) res.setHeader('Idempotency-Replayed', 'true');
    context.tellTiming();
    await send(req, res, reply);
  };
}

/** What the caller knows already is left out; where the answer was only that, its status says that there is none. */
function withoutBody(reply: AnyReply): AnyReply {
  if (reply.body === undefined || reply.body instanceof Readable) return reply;
  return { status: reply.status === 200 ? 204 : reply.status, ...(reply.headers && { headers: reply.headers }) };
}

async function send(req: Request, res: Response, reply: AnyReply): Promise<void> {
  const { body, headers = {} } = reply;
  const etag = headers['ETag'];
  // RFC 9110, 13.1.2: a JSON representation is compared here, binary ones in their room before bytes are opened
  if (
    reply.status === 200 &&
    !(body instanceof Readable) &&
    typeof etag === 'string' &&
    isRead(req) &&
    matches(req.headers['if-none-match'], etag)
  ) {
    res.status(304).setHeader('ETag', etag).end();
    return;
  }
  res.status(reply.status);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) setHeader(res, name, String(value));
  if (body === undefined) {
    res.end();
    return;
  }
  res.setHeader('Content-Type', reply.contentType ?? 'application/json; charset=utf-8');
  if (body instanceof Readable) {
    await pipeline(body, res);
    return;
  }
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  res.setHeader('Content-Length', bytes.length);
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

/** Links stand beside those that every answer of the operation has. */
const setHeader = (res: Response, name: string, value: string): Response =>
  name === 'Link' ? res.appendHeader(name, value) : res.setHeader(name, value);

const isRead = (req: Request): boolean => req.method === 'GET' || req.method === 'HEAD';

/** Weak comparison of If-None-Match (RFC 9110, 13.1.2). */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => {
    const tag = one.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}
