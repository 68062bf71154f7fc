import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type NextFunction, type Request, type RequestHandler } from 'express';
import { Problem } from '../core/errors.ts';
import { OPERATIONS } from './generated/operations.ts';
import { limitJson } from './json-limits.ts';
import { operationOf } from './operation-of.ts';

const LIMIT = '256kb';
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];
const FORM = 'application/x-www-form-urlencoded';
/** Time for a JSON or form body to arrive whole; its 256 KiB take that long at 12 kB/s. */
const ARRIVAL_MS = 20_000;

/**
 * Parses JSON and forms, only for operations whose contract names that type: an upload of a JSON file stays the stream it
 * is. Comes after authentication, so that nobody unknown makes us read. A body that trickles in is a `request-timeout`.
 */
export function parseBody(arrivalMs = ARRIVAL_MS): RequestHandler {
  const json = express.json({ limit: LIMIT, strict: true, type: JSON_TYPES, verify: checkJson });
  const form = express.urlencoded({ limit: LIMIT, extended: false, parameterLimit: 64, type: FORM });
  return (req, res, next) => {
    const consumes: readonly string[] = OPERATIONS[operationOf(req)].consumes;
    if (consumes.some((type) => JSON_TYPES.includes(type))) json(req, res, within(arrivalMs, next));
    else if (consumes.includes(FORM)) form(req, res, within(arrivalMs, withoutEmpty(req, next)));
    else next();
  };
}

/** In a form of OAuth a parameter without a value counts as left out (RFC 6749, 3.2). */
function withoutEmpty(req: Request, next: NextFunction): NextFunction {
  const go = (fault?: unknown): void => {
    const form: unknown = req.body;
    if (typeof form === 'object' && form !== null) req.body = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
    next(fault);
  };
  return go as NextFunction;
}

function checkJson(_req: IncomingMessage, _res: ServerResponse, bytes: Buffer, encoding: string): void {
  // JSON is UTF-8 (RFC 8259, 8.1), and the limits are read from its bytes
  if (encoding !== 'utf-8') throw Object.assign(new Error('JSON in another charset'), { type: 'charset.unsupported' });
  limitJson(bytes);
}

/** Goes on once: with what the parser says, or with a problem when it takes too long. */
function within(ms: number, next: NextFunction): NextFunction {
  let done = false;
  const go = (fault?: unknown): void => {
    if (done) return;
    done = true;
    clearTimeout(late);
    next(fault);
  };
  const late = setTimeout(
    () => go(new Problem('request-timeout', { detail: 'The body did not arrive in time. Send the request again, without pauses.' })),
    ms,
  );
  return go as NextFunction;
}

/** Whether the operation's body arrives as a stream, untouched. */
export const isStreamed = (consumes: readonly string[]): boolean =>
  consumes.length > 0 && !consumes.some((type) => JSON_TYPES.includes(type) || type === FORM);

/** Whether a body follows the headers (RFC 9112, 6); Node marks even a bodiless request complete only a moment later. */
export const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
