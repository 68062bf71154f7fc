import type { Request, RequestHandler, Response } from 'express';
import { OPERATIONS } from './generated/operations.ts';
import type { Found } from './operation-tree.ts';
import { ANY_BYTES } from './validate.ts';

/**
 * Compiles the validators of every operation and media type before the first caller waits for them (12 to 100 ms each).
 * The probes are refused by the validation, as they should be; only the compiling matters.
 */
export async function warmUp(operations: readonly Found[], validate: RequestHandler): Promise<void> {
  for (const found of operations) {
    const types = Object.keys(found.schema.requestBody?.content ?? { '': {} });
    for (const type of types) await probe(found, type === '*/*' ? ANY_BYTES : type, validate);
  }
}

async function probe(found: Found, contentType: string, validate: RequestHandler): Promise<void> {
  const operationId = found.schema.operationId;
  const request = {
    method: OPERATIONS[operationId].method, // the validator keeps what it compiles by method, path and type
    openapi: { ...found, pathParams: {} },
    headers: contentType === '' ? {} : { 'content-type': contentType },
    query: {},
    params: {},
    cookies: {},
    body: {},
    get: () => contentType,
  };
  await new Promise<void>((resolve) => {
    // the step reads no more of a request than this
    void validate(request as unknown as Request, {} as Response, () => resolve());
  });
}
