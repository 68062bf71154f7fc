import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { Problem } from '../core/errors.ts';
import { hasBody } from './body.ts';
import { OPERATIONS } from './generated/operations.ts';
import { operationOf } from './operation-of.ts';

/** The media type of a request's body without parameters, lower case. */
export const mediaTypeOf = (headers: IncomingHttpHeaders): string | undefined =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();

/**
 * The validation of express-openapi-validator, shown only those content types that the contract names. It compiles a
 * validator for every other text in that header, which takes 35 ms, and keeps it for good: anybody could fill the memory.
 * Throws Problem `unsupported-media-type`.
 */
export function validation(validate: RequestHandler): RequestHandler {
  return (req, res, next) => {
    const { headers } = req;
    const given = headers['content-type'];
    const { consumes } = OPERATIONS[operationOf(req)];
    if (given === undefined && mustBeNamed(consumes) && hasBody(req)) throw unsupportedType(consumes); // it would go unread
    show(headers, knownType(consumes, mediaTypeOf(headers)));
    return validate(req, res, (fault?: unknown) => {
      show(headers, given);
      next(fault);
    });
  };
}

/** Whether a body is taken, and not of any type at all. */
const mustBeNamed = (consumes: readonly string[]): boolean => consumes.length > 0 && !consumes.includes('*/*');

function show(headers: IncomingHttpHeaders, type: string | undefined): void {
  if (type === undefined) delete headers['content-type'];
  else headers['content-type'] = type;
}

/** The type under which the contract knows a body; a body where none belongs is left unread and has none. */
function knownType(consumes: readonly string[], type: string | undefined): string | undefined {
  if (consumes.length === 0 || type === undefined || consumes.includes(type)) return consumes.length === 0 ? undefined : type;
  if (consumes.includes('*/*')) return ANY_BYTES;
  throw unsupportedType(consumes);
}

/** Stands for every type where any is taken. */
export const ANY_BYTES = 'application/octet-stream';

export const unsupportedType = (consumes: readonly string[]): Problem =>
  new Problem('unsupported-media-type', {
    detail: `The body has another type than this operation takes. Send it with the header Content-Type: ${consumes.join(' or ')}.`,
  });
