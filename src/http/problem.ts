import type { ErrorRequestHandler, Request, Response } from 'express';
import * as oev from 'express-openapi-validator';
import { type FieldFault, Problem } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { hasBody } from './body.ts';
import type { OperationId } from './contract.ts';
import { OPERATIONS } from './generated/operations.ts';
import { operationIfAny } from './operation-of.ts';
import { renderProblem } from './render-problem.ts';
import { contextOf } from './request-context.ts';
import { sayFault, worthSaying } from './say-fault.ts';
import { unsupportedType } from './validate.ts';

/** What the contract allows; a name that a caller made up may be longer. */
const [LONGEST_POINTER, LONGEST_TEXT] = [512, 2000];

/** A JSON Pointer for a body fault, the bare name for a parameter: what a person looks for in her request. */
function pointerOf(path: string): string {
  const [, place, ...rest] = path.split('/');
  if (place === 'body') return `/${rest.join('/')}`;
  if (place === 'query' || place === 'params' || place === 'headers') return rest.join('/');
  return path;
}

function validationFaults(errors: readonly { path: string; message: string; errorCode?: string }[]): readonly FieldFault[] {
  const findings = errors.slice(0, 50).map(({ path, message, errorCode }) => ({
    pointer: pointerOf(path) || (/'([^']+)'/.exec(message)?.[1] ?? ''),
    code: errorCode?.replace(/\.openapi\.validation$/, '') ?? 'invalid',
    message,
  }));
  return worthSaying(findings).map((one) => ({
    pointer: one.pointer.slice(0, LONGEST_POINTER),
    code: one.code,
    detail: sayFault(one).slice(0, LONGEST_TEXT),
  }));
}

/** Errors of the body parsers carry a type; nothing else about them is public. */
function bodyProblem(error: object): Problem | undefined {
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large')
    return new Problem('too-large', { detail: 'The request body is too large. JSON and form bodies may have at most 256 KiB.' });
  if (type === 'entity.parse.failed')
    return new Problem('invalid-request', {
      detail: 'The body is not a well-formed JSON object. Look for a missing quote, comma or brace.',
    });
  if (type === 'json.too.complex')
    return new Problem('invalid-request', {
      detail: 'The JSON of the body is nested deeper than 32 levels or has more than 2,000 members.',
    });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new Problem('unsupported-media-type', {
      detail: 'This content encoding or charset is not supported. Send the body as plain UTF-8.',
    });
  }
  if (type === 'request.aborted' || type === 'request.size.invalid')
    return new Problem('invalid-request', { detail: 'The request body ended early.', cause: error });
  if (type === 'parameters.too.many') return new Problem('invalid-request', { detail: 'The form has too many parameters.' });
  // what else the parsers lay at the caller's door, such as a compressed body that does not unpack
  if ('status' in error && error.status === 400)
    return new Problem('invalid-request', {
      detail: 'The body cannot be read. Check its Content-Encoding and Content-Length.',
      cause: error,
    });
  return undefined;
}

/** The contract requires If-Match on some changes (RFC 6585, 3). */
const onlyLacksIfMatch = ([first, ...others]: readonly FieldFault[]): boolean =>
  others.length === 0 && first?.pointer.toLowerCase() === 'if-match' && first.code === 'required';

const preconditionRequired = (): Problem =>
  new Problem('precondition-required', {
    detail: 'This change needs the header If-Match. Read the item and repeat the change with the ETag that it has now.',
  });

/** Any thrown value as a Problem; what we did not expect is an internal error whose cause only the log sees. */
function problemOf(error: unknown, operationId: OperationId | undefined): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof oev.error.UnsupportedMediaType) {
    return unsupportedType(operationId === undefined ? [] : OPERATIONS[operationId].consumes);
  }
  if (error instanceof oev.error.RequestEntityTooLarge) return new Problem('too-large', { detail: 'The request body is too large.' });
  if (error instanceof oev.error.BadRequest) {
    const errors = validationFaults(error.errors);
    if (onlyLacksIfMatch(errors)) return preconditionRequired();
    const detail = errors.map((fault) => fault.detail).join(' ') || 'The request does not match the contract.';
    return new Problem('invalid-request', { detail: detail.slice(0, LONGEST_TEXT), errors });
  }
  if (typeof error === 'object' && error !== null) {
    const body = bodyProblem(error);
    if (body) return body;
  }
  return new Problem('internal-error', {
    detail: 'Something went wrong on our side. Try again; when it stays, report the requestId.',
    cause: error,
  });
}

/** At the token endpoint errors have OAuth's own shape, which its clients read (RFC 6749, 5.2). */
function renderOAuthError(problem: Problem): string {
  const error = problem.status === 503 ? 'temporarily_unavailable' : problem.status >= 500 ? 'server_error' : 'invalid_request';
  return JSON.stringify({ error, error_description: problem.detail });
}

/** The only renderer of errors. An answer that had begun can only be cut, so that no client takes half for whole. */
export function problemHandler(publicUrl: string): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, _next) => {
    const operationId = operationIfAny(req);
    const problem = problemOf(error, operationId);
    const context = contextOf(res);
    const { requestId, log, platform } = context;
    const cut = res.destroyed && isCut(error, context.signal);
    if (!cut) platform.metrics.problems.inc({ code: problem.code });
    // an answer that had begun is destroyed by its own source, too, when that fails
    report(log, problem, cut || (res.destroyed && !res.headersSent));
    if (res.headersSent) {
      res.destroy();
      return;
    }
    context.tellTiming();
    const isToken = operationId === 'requestToken';
    const body = isToken ? renderOAuthError(problem) : renderProblem(problem, { publicUrl, requestId, path: req.path });
    res.status(isToken && problem.status < 500 ? 400 : problem.status);
    for (const [name, value] of Object.entries(problem.headers)) res.setHeader(name, value);
    // an unread body must not be taken for the next request
    const arrived = req.complete || !hasBody(req);
    if (!arrived) res.setHeader('Connection', 'close');
    res.setHeader('Content-Type', `application/${isToken ? 'json' : 'problem+json'}; charset=utf-8`);
    res.setHeader('Cache-Control', 'no-store');
    if (arrived) {
      res.end(req.method === 'HEAD' ? undefined : body);
      return;
    }
    // the whole answer goes out now; the end, which closes the connection, waits: closed while bytes come in it would be reset, answer and all
    res.setHeader('Content-Length', Buffer.byteLength(body));
    if (req.method === 'HEAD') res.flushHeaders();
    else res.write(body);
    drain(req, () => res.end());
  };
}

const CUT_CODES = new Set<unknown>(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ABORT_ERR']);

/** Nothing failed: the caller left, or the answer was broken off. */
const isCut = (error: unknown, signal: AbortSignal): boolean =>
  (signal.aborted && error === signal.reason) || (error instanceof Error && 'code' in error && CUT_CODES.has(error.code));

const DRAIN_BYTES = 16 * 1024 * 1024;
const DRAIN_MS = 2_000;

/** Reads what is still coming, for a moment, and then calls `done` once. */
function drain(req: Request, done: () => void): void {
  let seen = 0;
  const finish = (): void => {
    clearTimeout(timer);
    req.off('data', count).off('end', finish).off('close', finish);
    done();
  };
  const count = (chunk: Buffer): void => {
    seen += chunk.length;
    if (seen > DRAIN_BYTES) finish();
  };
  const timer = setTimeout(finish, DRAIN_MS);
  req.on('error', () => undefined);
  req.on('data', count).once('end', finish).once('close', finish);
  req.resume(); // a reader that stopped has left it paused
}

function report(log: Log, problem: Problem, gone: boolean): void {
  if (problem.status < 500) {
    // the text for the caller may name what she has sent
    const reason = problem.message === problem.detail ? undefined : problem.message;
    log.debug({ code: problem.code, reason, err: problem.cause }, 'refused');
  } else if (gone) {
    log.info({ code: problem.code }, 'the caller left before the answer');
  } else {
    log.error({ code: problem.code, reason: problem.message, err: problem.cause ?? problem }, 'failed');
  }
}
