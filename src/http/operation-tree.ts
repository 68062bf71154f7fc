import type { NextFunction, Request, RequestHandler, Response } from 'express';
import * as oev from 'express-openapi-validator';
import { Problem } from '../core/errors.ts';
import type { OperationId } from './contract.ts';

/** A bundled OpenAPI document, as far as routing cares. */
export interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string; readonly 'x-listener'?: string }>>>>;
}

/** What express-openapi-validator's request validation reads from `req.openapi`. */
interface Described {
  readonly expressRoute: string;
  readonly openApiRoute: string;
  readonly schema: { readonly operationId: OperationId; readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> } };
  readonly serial: number;
}
export interface Found extends Described {
  readonly pathParams: Record<string, string>;
}

interface Branch {
  readonly fixed: Map<string, Branch>;
  param?: Branch;
  route?: { readonly names: readonly string[]; readonly operations: Map<string, Described> };
}
const branch = (): Branch => ({ fixed: new Map() });

/**
 * Finds the operation of a request in a tree of path segments, so that the cost does not grow with the contract.
 * express-openapi-validator compiles each route's regular expression on every request (50 to 360 us at 150 paths);
 * here its own description of each operation is collected once at start and looked up after that.
 */
export class OperationTree {
  readonly #root = branch();
  readonly #base: string;
  /** Every operation of this listener, for warming up. */
  readonly operations: Found[] = [];

  private constructor(base: string) {
    this.#base = base;
  }

  /** `describe` is the validator's metadata step; it is asked once for each operation of this listener. */
  static async grow(spec: Spec, base: string, listener: 'public' | 'internal', describe: RequestHandler): Promise<OperationTree> {
    const tree = new OperationTree(base);
    for (const [path, item] of Object.entries(spec.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if (!operation.operationId || (operation['x-listener'] ?? 'public') !== listener) continue;
        tree.#plant(path, method.toUpperCase(), await described(base + path, method, describe));
      }
    }
    return tree;
  }

  #plant(path: string, method: string, found: Described): void {
    let here = this.#root;
    const names: string[] = [];
    for (const part of (this.#base + path).slice(1).split('/')) {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) {
        const next = here.fixed.get(part) ?? branch();
        here.fixed.set(part, next);
        here = next;
      } else {
        here.param ??= branch();
        here = here.param;
        names.push(name);
      }
    }
    here.route ??= { names, operations: new Map() };
    here.route.operations.set(method, found);
    this.operations.push({ ...found, pathParams: {} });
  }

  /** Throws Problem `not-found`, `method-not-allowed` (with Allow) or `invalid-request` for a malformed escape. */
  find(method: string, path: string): Found {
    const parts = path.slice(1).split('/');
    if (parts.at(-1) === '') parts.pop();
    const values: string[] = [];
    const route = walk(this.#root, parts, 0, values);
    if (!route) throw new Problem('not-found', { detail: 'There is no such address in this API. See /api/v1/docs for all operations.' });
    const found = route.operations.get(method);
    if (!found) {
      const allow = [...route.operations.keys()].join(', ');
      throw new Problem('method-not-allowed', {
        detail: `This address does not support ${method}. It supports: ${allow}.`,
        headers: { Allow: allow },
      });
    }
    const pathParams: Record<string, string> = {};
    try {
      for (const [i, name] of route.names.entries()) pathParams[name] = decodeURIComponent(values[i] ?? '');
    } catch {
      throw new Problem('invalid-request', { detail: 'The path contains a malformed percent escape. Write a plain % as %25.' });
    }
    return { ...found, pathParams };
  }
}

async function described(route: string, method: string, describe: RequestHandler): Promise<Described> {
  const url = route.replaceAll(/\{\w+\}/g, 'x');
  const probe = { method: method.toUpperCase(), path: url, baseUrl: '', url, originalUrl: url, app: { enabled: () => false } };
  const request = probe as unknown as Request & { openapi?: Found }; // the step reads only these fields of a request
  await new Promise<void>((resolve, reject) => {
    const next: NextFunction = (fault?: unknown) =>
      fault ? reject(fault instanceof Error ? fault : new Error('the validator refused its own description', { cause: fault })) : resolve();
    void describe(request, {} as Response, next);
  });
  if (request.openapi?.openApiRoute !== route) throw new Error(`${route} is hidden by ${request.openapi?.openApiRoute}: list it first`);
  const { pathParams: _, ...found } = request.openapi;
  return found;
}

/** A fixed segment wins over a parameter, whatever the order in the document. */
function walk(here: Branch, parts: readonly string[], i: number, values: string[]): Branch['route'] {
  if (i === parts.length) return here.route;
  const part = parts[i] ?? '';
  const fixed = here.fixed.get(part);
  const hit = fixed && walk(fixed, parts, i + 1, values);
  if (hit || !here.param || part === '') return hit;
  values.push(part);
  const other = walk(here.param, parts, i + 1, values);
  if (!other) values.pop();
  return other;
}

/** The validator's two steps that we use: `describe` at start, `validate` on every request. */
export function validationSteps(spec: Spec): { readonly describe: RequestHandler; readonly validate: RequestHandler } {
  const steps = oev.middleware({
    apiSpec: takingReserved(spec) as never,
    validateApiSpec: false, // the spec lint of `npm run check` did
    validateSecurity: false, // authentication comes before the body is read: http/app.ts
    validateResponses: false,
    fileUploader: false,
    ignoreUndocumented: false,
    ajvFormats: { mode: 'full' },
    validateRequests: { allErrors: true, coerceTypes: false },
  }) as unknown as RequestHandler[];
  const describe = steps.find((step) => step.name === 'metadataMiddleware');
  const validate = steps.find((step) => step.name === 'requestMiddleware');
  if (!describe || !validate) {
    throw new Error('express-openapi-validator changed its list of steps: see docs/decisions/0003-operation-lookup.md');
  }
  return { describe, validate };
}

/**
 * A copy, which the validator may change, in which every query parameter takes reserved characters: else `:` or `/`
 * that came unescaped is refused before the schema is asked, in words that help nobody.
 */
function takingReserved(spec: Spec): object {
  return JSON.parse(JSON.stringify(spec), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'in' in value && value.in === 'query' ? { ...value, allowReserved: true } : value,
  ) as object;
}
