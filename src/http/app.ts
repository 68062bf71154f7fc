import express, { type Express, type RequestHandler } from 'express';
import { parseBody } from './body.ts';
import type { Handlers } from './contract.ts';
import { announceDeprecation } from './deprecation.ts';
import { dispatch } from './dispatch.ts';
import { docs } from './docs.ts';
import { negotiate } from './negotiate.ts';
import { OperationTree, validationSteps } from './operation-tree.ts';
import { problemHandler } from './problem.ts';
import type { PublishedSpec } from './published-spec.ts';
import { queryHints } from './query-hints.ts';
import { type Authenticate, admit, beginRequest, contextOf, type RequestParts } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';
import { validation } from './validate.ts';
import { warmUp } from './warm-up.ts';

interface AppParts extends RequestParts {
  readonly spec: PublishedSpec;
  readonly handlers: Handlers;
  readonly authenticate: Authenticate;
  readonly listener: 'public' | 'internal';
  readonly trustedProxies: readonly string[];
  /** Aborts when no more requests come: nobody is kept waiting from then on. */
  readonly draining: AbortSignal;
}

/** The Express app of one listener: every step a request takes, in order. */
export async function createApp(parts: AppParts): Promise<Express> {
  const { platform, spec, listener } = parts;
  const publicUrl = platform.settings.publicUrl;
  const { describe, validate } = validationSteps(spec.document);
  const tree = await OperationTree.grow(spec.document, '/api/v1', listener, describe);
  await warmUp(tree.operations, validate);

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustedProxies);

  app.use(beginRequest(parts));
  if (listener === 'public') app.use(docs(spec, publicUrl));
  app.use(securityHeaders());
  app.use(findOperation(tree));
  app.use(announceDeprecation(spec.document));
  app.use(async (req, res, next) => {
    await admit(parts.authenticate, req, res);
    next();
  });
  app.use(negotiate());
  app.use(parseBody());
  app.use(queryHints(spec.document));
  app.use(validation(validate));
  app.use(dispatch(parts.handlers, parts.draining));
  app.use(problemHandler(publicUrl));
  return app;
}

function findOperation(tree: OperationTree): RequestHandler {
  return (req, res, next) => {
    const context = contextOf(res);
    context.logWhenEnded();
    const found = tree.find(req.method, req.originalUrl.split('?', 1)[0] ?? '/');
    context.operationId = found.schema.operationId;
    Object.assign(req, { openapi: found });
    req.params = found.pathParams;
    next();
  };
}
