import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Principal } from '../core/context.ts';
import { Problem } from '../core/errors.ts';
import { isUuid } from '../core/ids.ts';
import type { AccountContext, OpenContext, Platform, WorkspaceContext } from '../platform/context.ts';
import type { OperationId } from './contract.ts';
import { OPERATIONS } from './generated/operations.ts';

/** Who the request's credential stands for. Throws Problem `unauthenticated`. Given by the access room. */
export type Authenticate = (call: OpenContext, req: Request) => Promise<Principal>;

interface Locals {
  requestId: string;
  log: Logger;
  signal: AbortSignal;
  context?: OpenContext | AccountContext | WorkspaceContext;
}
const locals = (res: Response): Locals => res.locals as Locals;

const SANE_ID = /^[\w.:-]{1,64}$/;

/** First step: request id, log child and abort signal. `stopping` ends what outlives the shutdown's grace. */
export function beginRequest(log: Logger, stopping: AbortSignal): RequestHandler {
  return (req, res, next) => {
    const given = req.headers['x-request-id'];
    const requestId = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
    req.headers['x-request-id'] = requestId; // what the contract's pattern sees is what we go by
    const gone = new AbortController();
    res.once('close', () => gone.abort(new Error('the connection was closed')));
    Object.assign(res.locals, {
      requestId,
      log: log.child({ requestId }),
      signal: AbortSignal.any([gone.signal, stopping]),
    } satisfies Locals);
    res.setHeader('X-Request-Id', requestId);
    next();
  };
}

/** One line a request when it ends: the operation, never the path with its ids and query. */
export function logRequest(req: Request, res: Response, operationId: string | undefined): void {
  const started = performance.now();
  res.once('close', () => {
    const context = locals(res).context;
    locals(res).log.info(
      {
        method: req.method,
        operationId: operationId ?? 'none',
        status: res.statusCode,
        ms: Math.round((performance.now() - started) * 10) / 10,
        finished: res.writableFinished,
        ...(context && 'workspaceId' in context && { workspaceId: context.workspaceId }),
        ...(context && 'principal' in context && { userId: context.principal.userId, clientId: context.principal.clientId }),
      },
      'request',
    );
  });
}

/** Builds the context that the operation's access asks for: open, account, or workspace. */
export async function makeContext(
  platform: Platform,
  authenticate: Authenticate,
  operationId: OperationId,
  req: Request,
  res: Response,
): Promise<void> {
  const { requestId, log, signal } = locals(res);
  const url = new URL(req.originalUrl, platform.settings.publicUrl);
  const open: OpenContext = { platform, requestId, operationId, url, address: addressOf(req), signal, log };
  locals(res).context = open;
  const { access, roles, scopes } = OPERATIONS[operationId];
  if (access === 'open') return;
  const principal = await authenticate(open, req);
  requireScopes(principal, scopes);
  locals(res).context = access === 'account' ? { ...open, principal } : { ...open, principal, workspaceId: tenantOf(req), roles };
}

/** Throws Problem `insufficient-scope` with the scopes wanted (RFC 6750, 3.1). */
function requireScopes(principal: Principal, wanted: readonly string[]): void {
  if (wanted.every((scope) => principal.scopes.has(scope))) return;
  throw new Problem('insufficient-scope', {
    detail: `This token lacks the scope ${wanted.filter((scope) => !principal.scopes.has(scope)).join(' ')}. Ask for it when you request the token.`,
    headers: { 'WWW-Authenticate': `Bearer realm="tabularium", error="insufficient_scope", scope="${wanted.join(' ')}"` },
  });
}

/** The context made above. */
export function contextOf(res: Response): OpenContext | AccountContext | WorkspaceContext {
  const { context } = locals(res);
  if (!context) throw new Error('no context was made for this request');
  return context;
}

function addressOf(req: Request): string {
  return req.ip ?? (req.socket.address() as AddressInfo).address;
}

/** The X-TENANT-ID header: exactly one, exactly a UUID. Throws Problem `tenant-header-invalid`. */
function tenantOf(req: Request): string {
  let count = 0;
  for (let i = 0; i < req.rawHeaders.length; i += 2) if (req.rawHeaders[i]?.toLowerCase() === 'x-tenant-id') count++;
  const given = req.headers['x-tenant-id'];
  if (count === 0 || given === '') {
    throw new Problem('tenant-header-invalid', {
      detail: 'The X-TENANT-ID header is missing. Send the id of your workspace; GET /account/workspaces lists yours.',
    });
  }
  if (count > 1)
    throw new Problem('tenant-header-invalid', { detail: 'The X-TENANT-ID header was sent more than once. Send exactly one.' });
  if (typeof given !== 'string' || !isUuid(given)) {
    throw new Problem('tenant-header-invalid', {
      detail: 'X-TENANT-ID must be the UUID of one workspace, such as 0190e9a0-7c1e-7cc0-8a1b-3f4d5e6a7b8c.',
    });
  }
  return given.toLowerCase();
}
