import type { ErrorRequestHandler, Request, Response } from 'express';
import * as oev from 'express-openapi-validator';
import { type FieldFault, Problem } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { operationIfAny } from './operation-of.ts';

/** A JSON Pointer for a body fault, the bare name for a parameter: what a person looks for in her request. */
function pointerOf(path: string): string {
  const [, place, ...rest] = path.split('/');
  if (place === 'body') return `/${rest.join('/')}`;
  if (place === 'query' || place === 'params' || place === 'headers') return rest.join('/');
  return path;
}

const sayField = (pointer: string, message: string): string => {
  const field = pointer === '/' || pointer === '' ? 'The body' : pointer;
  if (/additional properties/.test(message)) return `${field} is not a field of this request; remove it.`;
  if (/Unknown query parameter/.test(message)) return `${message}; remove it.`;
  const names = /^must match pattern "\^-\?\(([\w|]+)\)/.exec(message)?.[1];
  if (names !== undefined)
    return `${field} takes ${names.replaceAll('|', ', ')}: up to four, comma-separated, each with - in front for descending.`;
  return `${field} ${message}.`;
};

function validationFaults(errors: readonly { path: string; message: string; errorCode?: string }[]): readonly FieldFault[] {
  return errors.slice(0, 50).map((error) => {
    const pointer = pointerOf(error.path) || (/'([^']+)'/.exec(error.message)?.[1] ?? '');
    return { pointer, code: error.errorCode?.replace(/\.openapi\.validation$/, '') ?? 'invalid', detail: sayField(pointer, error.message) };
  });
}

/** Errors of the body parsers carry a type; nothing else about them is public. */
function bodyProblem(error: object): Problem | undefined {
  const type = 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large')
    return new Problem('too-large', { detail: 'The request body is too large. JSON and form bodies may have at most 256 KiB.' });
  if (type === 'entity.parse.failed') return new Problem('invalid-request', { detail: 'The body is not well-formed JSON.' });
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new Problem('unsupported-media-type', {
      detail: 'This content encoding or charset is not supported. Send the body as plain UTF-8.',
    });
  }
  if (type === 'request.aborted' || type === 'request.size.invalid')
    return new Problem('invalid-request', { detail: 'The request body ended early.', cause: error });
  if (type === 'parameters.too.many') return new Problem('invalid-request', { detail: 'The form has too many parameters.' });
  return undefined;
}

/** Any thrown value as a Problem; what we did not expect is an internal error whose cause only the log sees. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof oev.error.UnsupportedMediaType) {
    return new Problem('unsupported-media-type', {
      detail: 'This operation does not take that Content-Type. The contract names those it takes.',
    });
  }
  if (error instanceof oev.error.RequestEntityTooLarge) return new Problem('too-large', { detail: 'The request body is too large.' });
  if (error instanceof oev.error.BadRequest) {
    const errors = validationFaults(error.errors);
    const detail = errors.map((fault) => fault.detail).join(' ') || 'The request does not match the contract.';
    return new Problem('invalid-request', { detail: detail.slice(0, 2000), errors });
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

interface ProblemFacts {
  readonly publicUrl: string;
  readonly requestId: string;
  readonly path: string;
}

/** The one shape of an error: RFC 9457 with our code, fields, time and request id. */
export function renderProblem(problem: Problem, facts: ProblemFacts): string {
  return JSON.stringify({
    type: `${facts.publicUrl}/api/v1/problems/${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    instance: facts.path.slice(0, 2048),
    code: problem.code,
    message: problem.detail,
    timestamp: new Date().toISOString(),
    requestId: facts.requestId,
    errors: problem.errors,
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
    const problem = problemOf(error);
    const { requestId, log } = res.locals as { requestId: string; log: Log };
    report(log, problem, res.destroyed);
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const isToken = operationIfAny(req) === 'requestToken';
    const body = isToken ? renderOAuthError(problem) : renderProblem(problem, { publicUrl, requestId, path: req.path });
    res.status(isToken && problem.status < 500 ? 400 : problem.status);
    for (const [name, value] of Object.entries(problem.headers)) res.setHeader(name, value);
    // an unread body must not be taken for the next request
    if (!req.complete) res.setHeader('Connection', 'close');
    res.setHeader('Content-Type', `application/${isToken ? 'json' : 'problem+json'}; charset=utf-8`);
    res.setHeader('Cache-Control', 'no-store');
    res.end(req.method === 'HEAD' ? undefined : body);
    if (!req.complete) drain(req);
  };
}

/** Reads on for a moment, so that a client still sending sees the answer instead of a reset connection. */
function drain(req: Request): void {
  const MOST = 16 * 1024 * 1024;
  let seen = 0;
  req.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > MOST) req.destroy();
  });
  req.on('error', () => undefined);
  const timer = setTimeout(() => req.destroy(), 2000);
  timer.unref();
  req.once('close', () => clearTimeout(timer));
}

function report(log: Log, problem: Problem, gone: boolean): void {
  if (problem.status < 500) {
    log.debug({ code: problem.code, reason: problem.message, err: problem.cause }, 'refused');
  } else if (gone) {
    log.info({ code: problem.code }, 'the caller left before the answer');
  } else {
    log.error({ code: problem.code, reason: problem.message, err: problem.cause ?? problem }, 'failed');
  }
}
