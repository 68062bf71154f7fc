import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The same headers on every answer, errors included: an API renders nothing, so everything is refused. helmet names them;
 * since they never vary it is asked once.
 */
export function securityHeaders(): RequestHandler {
  const fixed = Object.entries(fixedHeaders());
  return (_req, res, next) => {
    for (const [name, value] of fixed) res.setHeader(name, value);
    next();
  };
}

/** Their names and values. */
export function fixedHeaders(): Record<string, string> {
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: false, // a login window passes /auth/authorize on its way and must still reach the page that opened it
    xFrameOptions: { action: 'deny' },
  });
  const req = new IncomingMessage(new Socket());
  const res = new ServerResponse(req);
  set(req, res, (fault?: unknown) => {
    if (fault) throw new Error('helmet refused its own settings', { cause: fault });
  });
  const named = res.getHeaderNames().map((name) => [name, String(res.getHeader(name))]);
  return { 'Cache-Control': 'private, no-store', ...Object.fromEntries(named) };
}
