import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import helmet from 'helmet';
import type { PublishedSpec } from './published-spec.ts';

const CLIENT_ID = 'tabularium-docs';
const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tabularium API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="docs/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/initializer.js"></script>
  </body>
</html>
`;

const initializer = (redirectUrl: string, scopes: readonly string[]): string => `window.ui = SwaggerUIBundle({
  url: 'docs/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  oauth2RedirectUrl: ${JSON.stringify(redirectUrl)},
});
window.ui.initOAuth({
  clientId: ${JSON.stringify(CLIENT_ID)},
  scopes: ${JSON.stringify(scopes.join(' '))},
  usePkceWithAuthorizationCodeGrant: true,
});
`;

/**
 * The live docs: Swagger UI from local files. Authorize signs in through Keycloak (authorization code with PKCE, by the
 * API's own front), and the workspace is asked for once, in the same dialog, and sent with every call after that.
 */
export function docs(spec: PublishedSpec, publicUrl: string): Router {
  const at = '/api/v1/docs';
  const router = Router();
  const issuer = "'self'"; // the browser talks to our own front only; Keycloak's pages open in a window of their own
  const policy = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // Swagger UI styles its elements in place
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", issuer],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginOpenerPolicy: false, // the sign-in window hands its code back to this page
  });
  const body = JSON.stringify(withWorkspaceInAuthorize(spec));
  const script = initializer(`${publicUrl}${at}/oauth2-redirect.html`, spec.defaultScopes);
  router.use(at, policy);
  router.get(at, (_req, res) => void res.type('html').send(page));
  router.get(`${at}/openapi.json`, (_req, res) => void res.type('json').send(body));
  router.get(`${at}/initializer.js`, (_req, res) => void res.type('js').send(script));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'oauth2-redirect.html', 'oauth2-redirect.js', 'favicon-32x32.png']) {
    router.get(`${at}/${file}`, (_req, res) => res.sendFile(file, { root: assets }));
  }
  router.use(at, express.static(assets, { index: false, fallthrough: true, maxAge: 0 }));
  return router;
}

interface Operation {
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly security?: readonly Record<string, readonly string[]>[];
}

/** For the docs only: X-TENANT-ID as a key of the Authorize dialog instead of a field of every operation. */
function withWorkspaceInAuthorize({ document }: PublishedSpec): object {
  const copy = structuredClone(document) as {
    paths: Record<string, Record<string, Operation>>;
    components: { securitySchemes: Record<string, object>; parameters?: Record<string, { name?: string }> };
  };
  const isTenant = (parameter: { readonly $ref?: string; readonly name?: string }): boolean => {
    const named = parameter.$ref === undefined ? parameter : copy.components.parameters?.[parameter.$ref.split('/').at(-1) ?? ''];
    return named?.name === 'X-TENANT-ID';
  };
  for (const item of Object.values(copy.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!operation.parameters?.some(isTenant)) continue;
      item[method] = {
        ...operation,
        parameters: operation.parameters.filter((parameter) => !isTenant(parameter)),
        security: operation.security?.map((scheme) => ({ ...scheme, workspace: [] })) ?? [],
      };
    }
  }
  copy.components.securitySchemes['workspace'] = {
    type: 'apiKey',
    in: 'header',
    name: 'X-TENANT-ID',
    description: 'The id of your workspace; GET /account/workspaces lists yours.',
  };
  return copy;
}
