import type { RequestHandler } from 'express';
import { Problem } from '../core/errors.ts';
import { OPERATIONS } from './generated/operations.ts';
import { operationOf } from './operation-of.ts';

/** The version of the API that this server speaks. */
export const API_VERSION = 1;

const VERSION = /;\s*version\s*=\s*(?:"([^"]*)"|([^\s;,]*))\s*/i;

/**
 * 406 when the answer could not be of a version or type that the caller accepts. A range without `version` admits version 1;
 * stored files and bodiless answers have no type to negotiate.
 */
export function negotiate(): RequestHandler {
  return (req, _res, next) => {
    const given = req.headers.accept;
    if (given === undefined || given === '*/*') return next();
    const accept = inOurVersion(given);
    if (accept === '') throw notOurVersion();
    req.headers.accept = accept; // the matching below takes a parameter for a part of the type
    const offered: readonly string[] = OPERATIONS[operationOf(req)].produces;
    const anyBytes = offered.length === 0 || offered.some((type) => type.includes('*') || type === 'application/octet-stream');
    if (accept.includes('*/*') || anyBytes || req.accepts(offered.flatMap((type) => [type, `${type};charset=utf-8`]))) return next();
    if (accept.split(',').length < given.split(',').length) throw notOurVersion();
    throw new Problem('not-acceptable', {
      detail: `This operation answers ${offered.join(', ')}. Send an Accept header that admits it, or none.`,
    });
  };
}

/** A type whose version would be that of the API; Prometheus names the version of its text format. */
const OURS = /^[^;]*(json|\*)/i;

/** The ranges that ask for our version or for none, the version taken out. */
function inOurVersion(accept: string): string {
  if (!/version/i.test(accept)) return accept;
  return accept
    .split(',')
    .flatMap((range) => {
      const found = VERSION.exec(range);
      if (found && OURS.test(range) && (found[1] ?? found[2]) !== String(API_VERSION)) return [];
      return [range.replace(VERSION, '')];
    })
    .join(',');
}

const notOurVersion = (): Problem =>
  new Problem('not-acceptable', {
    detail: `This server speaks version ${API_VERSION} of the API only. Send Accept: application/json; version=${API_VERSION}, or leave the version out.`,
  });
