import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router } from 'express';
import helmet from 'helmet';
import { docsSpec } from './docs-spec.ts';
import type { PublishedSpec } from './published-spec.ts';

const AT = '/api/v1/docs';
const CLIENT_ID = 'tabularium-docs';
const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** All that is served of the package: its own index page would open a stranger's contract. */
const SERVED = ['swagger-ui.css', 'swagger-ui-bundle.js', 'oauth2-redirect.html', 'oauth2-redirect.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tabularium API</title>
    <link rel="stylesheet" href="${AT}/swagger-ui.css">
    <link rel="stylesheet" href="${AT}/house.css">
    <link rel="icon" type="image/png" href="${AT}/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <noscript>These pages need JavaScript. The contract itself: <a href="/api/v1/openapi.json">openapi.json</a></noscript>
    <script src="${AT}/swagger-ui-bundle.js"></script>
    <script src="${AT}/initializer.js"></script>
  </body>
</html>
`;

/** Hides the field for a secret, which our client has none of, and the link to the rearranged contract of this page; makes room for an id. Swagger UI puts the cursor into the last key, the workspace: it is shown first. */
const STYLE = `.swagger-ui .auth-container .wrapper:has(> label[for^='client_secret']),
.swagger-ui .auth-container .scope-def,
.swagger-ui .info hgroup.main > a { display: none; }
.swagger-ui .auth-container input:not([type='checkbox']) { min-width: min(24rem, 100%); }
.swagger-ui .auth-container .scopes { display: grid; grid-template-columns: 1fr 1fr; }
.swagger-ui .auth-container .scopes h2 { grid-column: 1 / -1; }
.swagger-ui .auth-container .scopes .checkbox { padding: 0; }
.swagger-ui .dialog-ux .modal-ux { max-width: 48rem; width: 95vw; }
.swagger-ui .dialog-ux .modal-ux-content { display: flex; flex-direction: column; max-height: 80vh; }
.swagger-ui .dialog-ux .modal-ux-content > .auth-container:last-child { order: -1; border-bottom: 1px solid #ebebeb; }
`;

/**
 * Moves to the public address first: sign-in comes back there, and calls go there. Fields of a form that were left empty
 * are not sent: Swagger UI would, unless each is ticked off.
 */
const initializer = (publicUrl: string, scopes: readonly string[]): string => `function withoutEmptyFields(request) {
  if (!String(request.headers?.['Content-Type']).startsWith('application/x-www-form-urlencoded')) return request;
  request.body = new URLSearchParams([...new URLSearchParams(request.body)].filter(([, value]) => value !== '')).toString();
  return request;
}
const home = ${JSON.stringify(publicUrl)};
if (location.origin !== new URL(home).origin) location.replace(home + ${JSON.stringify(AT)} + location.hash);
else {
  window.ui = SwaggerUIBundle({
    url: '${AT}/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: false,
    tryItOutEnabled: true,
    validatorUrl: null,
    requestInterceptor: withoutEmptyFields,
    oauth2RedirectUrl: home + '${AT}/oauth2-redirect.html',
  });
  window.ui.initOAuth({
    clientId: '${CLIENT_ID}',
    scopes: ${JSON.stringify(scopes)},
    usePkceWithAuthorizationCodeGrant: true,
  });
}
`;

const policy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"], // Swagger UI styles its elements in place
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"], // our own front only: Keycloak's pages open in a window of their own
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginOpenerPolicy: false, // the sign-in window hands its code back to this page
  xFrameOptions: { action: 'deny' },
});

/**
 * The live docs: Swagger UI from local files. Authorize signs in through Keycloak (authorization code with PKCE, by the
 * API's own front), and the workspace is asked for once, in the same dialog, and sent with every call after that.
 */
export function docs(spec: PublishedSpec, publicUrl: string): Router {
  const router = Router();
  const contract = JSON.stringify(docsSpec(spec, publicUrl));
  const script = initializer(publicUrl, spec.defaultScopes);
  router.use(policy);
  router.get('/', (_req, res) => void res.type('html').send(PAGE));
  router.get('/openapi.json', (_req, res) => void res.type('json').send(contract));
  router.get('/initializer.js', (_req, res) => void res.type('js').send(script));
  router.get('/house.css', (_req, res) => void res.type('css').send(STYLE));
  for (const file of SERVED) router.get(`/${file}`, (_req, res) => res.sendFile(file, { root: ASSETS }));
  return Router().use(AT, router); // one look at the path for all other requests
}
