import express, { type RequestHandler } from 'express';
import { OPERATIONS } from './generated/operations.ts';
import { operationOf } from './operation-of.ts';

const LIMIT = '256kb';
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];
const FORM = 'application/x-www-form-urlencoded';

/**
 * Parses JSON and forms, only for operations whose contract names that type: an upload of a JSON file stays the stream it
 * is. Comes after authentication, so that nobody unknown makes us read.
 */
export function parseBody(): RequestHandler {
  const json = express.json({ limit: LIMIT, strict: true, type: JSON_TYPES });
  const form = express.urlencoded({ limit: LIMIT, extended: false, parameterLimit: 64, type: FORM });
  return (req, res, next) => {
    const consumes: readonly string[] = OPERATIONS[operationOf(req)].consumes;
    if (consumes.some((type) => JSON_TYPES.includes(type))) json(req, res, next);
    else if (consumes.includes(FORM)) form(req, res, next);
    else next();
  };
}

/** Whether the operation's body arrives as a stream, untouched. */
export const isStreamed = (consumes: readonly string[]): boolean =>
  consumes.length > 0 && !consumes.some((type) => JSON_TYPES.includes(type) || type === FORM);
