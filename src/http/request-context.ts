import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Principal, Role, Waited } from '../core/context.ts';
import { Problem } from '../core/errors.ts';
import { type Origin, originOf } from '../core/origin.ts';
import type { AccountContext, Idempotency, OpenContext, Platform, WorkspaceContext } from '../platform/context.ts';
import type { OperationId } from './contract.ts';
import { OPERATIONS } from './generated/operations.ts';
import { API_VERSION } from './negotiate.ts';
import { RequestSignals } from './request-signals.ts';
import { tenantOf } from './tenant-header.ts';

/** Who the request's credential stands for. Throws Problem `unauthenticated`. Given by the access room. */
export type Authenticate = (call: OpenContext, req: Request) => Promise<Principal>;

/** What one listener's requests share. */
export interface RequestParts {
  readonly platform: Platform;
  readonly log: Logger;
  /** Aborts when running requests must end. */
  readonly stopping: AbortSignal;
}

const SANE_ID = /^[\w.:-]{1,64}$/;
const NO_ROLES: readonly Role[] = [];

/**
 * The context of one request, filled as it goes down the staircase. What few handlers ask for (URL, log child, abort
 * signal) is made when it is asked for.
 */
export class RequestContext {
  readonly platform: Platform;
  readonly requestId: string;
  readonly origin: Origin;
  readonly waited: Waited = { database: 0 };
  operationId: OperationId | 'none' = 'none';
  principal: Principal | undefined;
  workspaceId: string | undefined;
  roles = NO_ROLES;
  idempotency: Idempotency | undefined;
  readonly #started = performance.now();
  readonly #parts: RequestParts;
  readonly #signals: RequestSignals;
  readonly #req: Request;
  readonly #res: Response;
  #url: URL | undefined;
  #log: Logger | undefined;
  #signal: AbortSignal | undefined;

  constructor(parts: RequestParts, signals: RequestSignals, req: Request, res: Response) {
    const given = req.headers['x-request-id'];
    this.requestId = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
    this.origin = originOf(this.requestId, headerOf(req, 'traceparent'), headerOf(req, 'tracestate'));
    this.platform = parts.platform;
    this.#parts = parts;
    this.#signals = signals;
    this.#req = req;
    this.#res = res;
  }

  get url(): URL {
    this.#url ??= new URL(this.#req.originalUrl, this.platform.settings.publicUrl);
    return this.#url;
  }

  get address(): string {
    return this.#req.ip ?? 'unknown';
  }

  get log(): Logger {
    this.#log ??= this.#parts.log.child({ requestId: this.requestId, traceId: this.origin.traceId });
    return this.#log;
  }

  get signal(): AbortSignal {
    this.#signal ??= this.#signals.of(this.#res);
    return this.#signal;
  }

  /** `Server-Timing`, for callers who are known: milliseconds until the answer goes out, and those of them spent in the database. */
  tellTiming(): void {
    if (this.principal === undefined) return;
    const all = performance.now() - this.#started;
    this.#res.setHeader('Server-Timing', `app;dur=${all.toFixed(1)}, db;dur=${this.waited.database.toFixed(1)}`);
  }

  /** Counts the request, and writes one line when it ends: the operation, never the path with its ids and query. */
  logWhenEnded(): void {
    const { log } = this.#parts;
    const { requests } = this.platform.metrics;
    const { method, socket } = this.#req;
    const res = this.#res;
    requests.begun();
    res.once('close', () => {
      const ms = performance.now() - this.#started;
      const whole = res.writableFinished;
      requests.ended({ operation: this.operationId, method, status: res.statusCode, seconds: ms / 1000, whole, socket });
      log.info(
        {
          requestId: this.requestId,
          traceId: this.origin.traceId,
          method,
          operationId: this.operationId,
          status: res.statusCode,
          ms: Math.round(ms * 10) / 10,
          finished: whole,
          workspaceId: this.workspaceId,
          userId: this.principal?.userId,
          clientId: this.principal?.clientId,
        },
        'request',
      );
    });
  }
}

const headerOf = (req: Request, name: string): string | undefined => {
  const value = req.headers[name];
  return typeof value === 'string' ? value : undefined;
};

const kept = (res: Response): { context?: RequestContext } => res.locals;

/** First step: request id, and the context that the later steps fill. */
export function beginRequest(parts: RequestParts): RequestHandler {
  const signals = new RequestSignals(parts.stopping);
  return (req, res, next) => {
    const context = new RequestContext(parts, signals, req, res);
    kept(res).context = context;
    req.headers['x-request-id'] = context.requestId; // what the contract's pattern sees is what we go by
    res.setHeader('X-Request-Id', context.requestId);
    next();
  };
}

/** The context of this request. */
export function contextOf(res: Response): RequestContext {
  const { context } = kept(res);
  if (!context) throw new Error('no context was made for this request');
  return context;
}

/** Fills in what the operation's access asks for: nothing, the principal, or principal and workspace. */
export async function admit(authenticate: Authenticate, req: Request, res: Response): Promise<void> {
  const context = contextOf(res);
  if (context.operationId === 'none') throw new Error('the operation of this request is not known yet');
  const { access, roles, scopes } = OPERATIONS[context.operationId];
  if (access === 'open') return;
  try {
    context.principal = await authenticate(context, req);
  } catch (error) {
    context.platform.metrics.refusedCredentials.inc({ reason: whyRefused(error, req) });
    throw error;
  }
  res.setHeader('X-Api-Version', API_VERSION);
  res.setHeader('X-Version', context.platform.settings.version);
  requireScopes(context.principal, scopes);
  if (access === 'account') return;
  context.workspaceId = tenantOf(req);
  context.roles = roles;
}

/** Why nobody was let in: one of a few words. */
function whyRefused(error: unknown, req: Request): string {
  if (!(error instanceof Problem)) return 'fault';
  if (error.code !== 'unauthenticated') return error.code;
  return req.headers.authorization === undefined ? 'missing' : 'invalid';
}

/** The context as the operation's handler sees it; `admit` has filled what its access promises. */
export const handlerContext = (res: Response): OpenContext | AccountContext | WorkspaceContext => contextOf(res);

/** Throws Problem `insufficient-scope` with the scopes wanted (RFC 6750, 3.1). */
function requireScopes(principal: Principal, wanted: readonly string[]): void {
  if (wanted.every((scope) => principal.scopes.has(scope))) return;
  throw new Problem('insufficient-scope', {
    detail: `This token lacks the scope ${wanted.filter((scope) => !principal.scopes.has(scope)).join(' ')}. Ask for it when you request the token.`,
    headers: { 'WWW-Authenticate': `Bearer realm="tabularium", error="insufficient_scope", scope="${wanted.join(' ')}"` },
  });
}
