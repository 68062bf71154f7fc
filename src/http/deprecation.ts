import type { RequestHandler } from 'express';
import { operationOf } from './operation-of.ts';
import type { Spec } from './operation-tree.ts';

interface Operation {
  readonly operationId?: string;
  readonly deprecated?: boolean;
  /** Days, from their first moment in UTC on. The contract's check proves that both are there. */
  readonly 'x-deprecated-at'?: string;
  readonly 'x-sunset'?: string;
  /** A page that says what to do instead. */
  readonly 'x-deprecation-link'?: string;
}

/**
 * Says on every answer of an operation that the contract calls deprecated since when it is (RFC 9745), when it will be gone
 * (RFC 8594) and where one reads what to do.
 */
export function announceDeprecation(document: Spec): RequestHandler {
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item) as Operation[]);
  const announced = new Map(
    operations.filter((one) => one.deprecated === true).map((one) => [one.operationId ?? '', headersOf(one)] as const),
  );
  if (announced.size === 0) return (_req, _res, next) => next();
  return (req, res, next) => {
    for (const [name, value] of announced.get(operationOf(req)) ?? []) res.setHeader(name, value);
    next();
  };
}

function headersOf({ 'x-deprecated-at': at = '', 'x-sunset': sunset = '', 'x-deprecation-link': link }: Operation): [string, string][] {
  return [
    ['Deprecation', `@${Date.parse(at) / 1000}`],
    ['Sunset', new Date(sunset).toUTCString()],
    ...(link === undefined ? [] : [['Link', `<${link}>; rel="deprecation"; type="text/html"`] as [string, string]]),
  ];
}
