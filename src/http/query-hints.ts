import type { RequestHandler } from 'express';
import { operationOf } from './operation-of.ts';
import type { Spec } from './operation-tree.ts';
import { refuseOddNumbers } from './plain-numbers.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly schema?: { readonly $ref?: string; readonly type?: string };
}

/** What is asked of the query of one operation. */
interface Asked {
  readonly hint: object;
  /** Parameters that are whole numbers. */
  readonly numbers: readonly string[];
}

/**
 * Lets query parameters have brackets in their names, as `dateModified[gte]` does. The validator takes such names literally
 * only when it finds the operation's parameters, references resolved, as `_openapi` on the parsed query; else it looks for
 * a parameter `dateModified` and refuses the request. Numbers must be written plainly.
 */
export function queryHints(document: Spec & Readonly<Record<string, unknown>>): RequestHandler {
  const components = (document['components'] ?? {}) as Readonly<Record<string, Readonly<Record<string, object>> | undefined>>;
  const resolve = <T extends { readonly $ref?: string }>(kind: string, value: T): T =>
    value.$ref === undefined ? value : ((components[kind]?.[value.$ref.split('/').at(-1) ?? ''] as T | undefined) ?? value);
  const isNumber = ({ in: place, schema }: Parameter): boolean =>
    place === 'query' && schema !== undefined && resolve('schemas', schema).type === 'integer';
  const asked = new Map<string, Asked>();
  for (const item of Object.values(document.paths)) {
    const { parameters: onPath = [] } = item as { parameters?: readonly Parameter[] };
    for (const operation of Object.values(item) as { operationId?: string; parameters?: readonly Parameter[] }[]) {
      if (operation.operationId === undefined) continue;
      const parameters = [...onPath, ...(operation.parameters ?? [])].map((one) => resolve('parameters', one));
      const numbers = parameters.filter(isNumber).map(({ name = '' }) => name);
      asked.set(operation.operationId, { hint: { schema: { operationId: operation.operationId, parameters } }, numbers });
    }
  }
  return (req, _res, next) => {
    const query = req.query; // a getter that parses anew each time
    Object.defineProperty(req, 'query', { value: query, writable: true, configurable: true, enumerable: true });
    const { hint, numbers = [] } = asked.get(operationOf(req)) ?? {};
    if (!('_openapi' in query)) Object.defineProperty(query, '_openapi', { value: hint });
    refuseOddNumbers(query, numbers);
    next();
  };
}
