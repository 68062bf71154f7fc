import type { Request } from 'express';
import type { OperationId } from './contract.ts';

type Described = Request & { openapi?: { schema: { operationId: OperationId }; pathParams: Readonly<Record<string, string>> } };

/** The operation that was found for this request; throws before the lookup. */
export function operationOf(req: Request): OperationId {
  const found = operationIfAny(req);
  if (found === undefined) throw new Error('the operation of this request is not known yet');
  return found;
}

/** As above, undefined when the request has no operation. */
export const operationIfAny = (req: Request): OperationId | undefined => (req as Described).openapi?.schema.operationId;

/** The decoded path parameters of the operation found. */
export const pathParamsOf = (req: Request): Readonly<Record<string, string>> => (req as Described).openapi?.pathParams ?? {};
