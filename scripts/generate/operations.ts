import { type Contract, operationsOf, type Placed, parametersOf, type RequestBody, type Response, resolve } from './contract-types.ts';
import { header, literal } from './text.ts';

/** The media types of an operation's successful answers, in the order of the document. */
function produces(contract: Contract, { operation }: Placed): string[] {
  const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const types = successes.flatMap(([, response]) => Object.keys(resolve<Response>(contract, response).content ?? {}));
  return [...new Set(types)];
}

function access(contract: Contract, placed: Placed): 'open' | 'account' | 'workspace' {
  if (placed.operation.security.length === 0) return 'open';
  const tenant = parametersOf(contract, placed).some(({ name }) => name === 'X-TENANT-ID');
  return tenant ? 'workspace' : 'account';
}

function facts(contract: Contract, placed: Placed): object {
  const { operation, method, path } = placed;
  return {
    method: method.toUpperCase(),
    path,
    access: access(contract, placed),
    scopes: operation.security.find((way) => 'oauth2' in way)?.['oauth2'] ?? [],
    roles: operation['x-roles'] ?? [],
    listener: operation['x-listener'] ?? 'public',
    problems: operation['x-problems'],
    idempotencyKey: parametersOf(contract, placed).some(({ name }) => name === 'Idempotency-Key'),
    consumes: operation.requestBody ? Object.keys(resolve<RequestBody>(contract, operation.requestBody).content) : [],
    produces: produces(contract, placed),
    preferences: parametersOf(contract, placed).find(({ name }) => name === 'Prefer')?.['x-preferences'] ?? [],
  };
}

/** Text of operations.ts: what the program must know of each operation beyond its types. */
export function operationsSource(contract: Contract): string {
  const operations = operationsOf(contract);
  const table = Object.fromEntries(operations.map((placed) => [placed.operation.operationId, facts(contract, placed)]));
  return `${header('api-spec')}
import type { Role } from '../../core/context.ts';
import type { ProblemCode } from '../../core/problem-types.ts';
import type { Scope } from '../../core/scopes.ts';
import type { operations } from './api.ts';

/** What the program must know of an operation beyond its types. */
export interface OperationFacts {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** Path template below the server's base path. */
  readonly path: string;
  /** open: no credential; account: a verified principal; workspace: a principal and X-TENANT-ID. */
  readonly access: 'open' | 'account' | 'workspace';
  /** The token must carry all of them. */
  readonly scopes: readonly Scope[];
  /** Roles that may call it; empty unless access is workspace. */
  readonly roles: readonly Role[];
  readonly listener: 'public' | 'internal';
  /** The problem codes it may answer, beside those that may answer any request. */
  readonly problems: readonly ProblemCode[];
  /** Whether it may carry an Idempotency-Key. */
  readonly idempotencyKey: boolean;
  /** Media types of the request body, of the successful answers. */
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  /** What its header Prefer may ask for. */
  readonly preferences: readonly ('return' | 'wait')[];
}

/** The ${operations.length} operations of the contract. */
export const OPERATIONS = ${literal(table)} as const satisfies Readonly<Record<keyof operations, OperationFacts>>;
`;
}

/** Text of core/scopes.ts: every scope, and those of a login that names none. */
export function scopesSource(contract: Contract): string {
  const { flows, 'x-default-scopes': defaults } = contract.components.securitySchemes.oauth2;
  return `${header('api-spec')}

/** Every scope of the contract with what it allows. */
export const SCOPES = ${literal(flows.authorizationCode.scopes)} as const;
export type Scope = keyof typeof SCOPES;

/** Scopes a login at our own front gets when its request names none of ours. */
export const DEFAULT_SCOPES = ${literal(defaults)} as const satisfies readonly Scope[];
`;
}
