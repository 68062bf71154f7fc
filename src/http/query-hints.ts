import type { RequestHandler } from 'express';
import { operationOf } from './operation-of.ts';
import type { Spec } from './operation-tree.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
}

/**
 * Lets query parameters have brackets in their names, as `dateModified[gte]` does. The validator takes such names literally
 * only when it finds the operation's parameters, references resolved, as `_openapi` on the parsed query; else it looks for
 * a parameter `dateModified` and refuses the request.
 */
export function queryHints(document: Spec & Readonly<Record<string, unknown>>): RequestHandler {
  const shared = (document['components'] as { parameters?: Readonly<Record<string, Parameter>> } | undefined)?.parameters ?? {};
  const resolve = (parameter: Parameter): Parameter =>
    parameter.$ref === undefined ? parameter : (shared[parameter.$ref.split('/').at(-1) ?? ''] ?? parameter);
  const hints = new Map<string, object>();
  for (const item of Object.values(document.paths)) {
    const { parameters: onPath = [] } = item as { parameters?: readonly Parameter[] };
    for (const operation of Object.values(item) as { operationId?: string; parameters?: readonly Parameter[] }[]) {
      if (operation.operationId === undefined) continue;
      const parameters = [...onPath, ...(operation.parameters ?? [])].map(resolve);
      hints.set(operation.operationId, { schema: { operationId: operation.operationId, parameters } });
    }
  }
  return (req, _res, next) => {
    const query = req.query; // a getter that parses anew each time
    Object.defineProperty(req, 'query', { value: query, writable: true, configurable: true, enumerable: true });
    if (!('_openapi' in query)) Object.defineProperty(query, '_openapi', { value: hints.get(operationOf(req)) });
    next();
  };
}
