import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Idempotency } from '../platform/context.ts';
import { isStreamed } from './body.ts';
import { OPERATIONS } from './generated/operations.ts';
import { pathParamsOf } from './operation-of.ts';
import type { RequestContext } from './request-context.ts';

/**
 * What the request is known by when it comes again; undefined without an Idempotency-Key, and where the contract has none.
 * Comes after validation, which has checked the header. A streamed body is compared by the room that reads it.
 */
export function idempotencyOf(req: Request, { operationId, workspaceId, principal }: RequestContext): Idempotency | undefined {
  const key = req.headers['idempotency-key'];
  if (operationId === 'none' || typeof key !== 'string' || !OPERATIONS[operationId].idempotencyKey) return undefined;
  const body: unknown = isStreamed(OPERATIONS[operationId].consumes) ? undefined : req.body;
  return {
    keyHash: digest([workspaceId, principal?.userId, principal?.clientId, operationId, key]),
    fingerprint: digest([pathParamsOf(req), req.query, body]),
    replayed: false,
  };
}

const digest = (parts: readonly unknown[]): Buffer => createHash('sha256').update(JSON.stringify(parts, inOrder)).digest();

/** For JSON.stringify: the members of an object by their names, so that their order in the request does not count. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
