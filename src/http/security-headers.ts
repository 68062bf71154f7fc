import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** The same headers on every answer, errors included: an API renders nothing, so everything is refused. */
export function securityHeaders(): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: false, // a login window passes /auth/authorize on its way and must still reach the page that opened it
    xFrameOptions: { action: 'deny' },
  });
  return (req, res, next) => {
    res.setHeader('Cache-Control', 'private, no-store');
    headers(req, res, next);
  };
}
