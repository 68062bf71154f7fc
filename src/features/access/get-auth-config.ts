import { DEFAULT_SCOPES, SCOPES } from '../../core/scopes.ts';
import type { OpenContext } from '../../platform/context.ts';

const AUTH_PATH = '/api/v1/auth/authorize';
const TOKEN_PATH = '/api/v1/auth/token';

/** What an integrator needs to log in, with lines for a shell that lack nothing but the caller's own values. */
export function getAuthConfig(ctx: OpenContext) {
  const { publicUrl, loginClients } = ctx.platform.settings;
  return {
    issuer: ctx.platform.identity.issuer,
    base_url: publicUrl,
    auth_path: AUTH_PATH,
    token_path: TOKEN_PATH,
    client_ids: [...loginClients],
    scopes: Object.keys(SCOPES),
    default_scopes: [...DEFAULT_SCOPES],
    examples: examples(publicUrl),
  };
}

/** A line of a shell goes on in the next. */
const CONTINUED = ' \\\n  ';

const curl = (url: string, ...fields: readonly string[]): string =>
  [`curl -X POST '${url}'`, ...fields.map((field) => `--data-urlencode ${field}`)].join(CONTINUED);

/** `"name=${name}"`: the shell fills it in and cURL encodes it. */
const given = (...names: readonly string[]): string[] => names.map((name) => `"${name}=${variable(name)}"`);
const variable = (name: string): string => `\${${name}}`;

function examples(baseUrl: string) {
  const token = baseUrl + TOKEN_PATH;
  return [
    {
      name: 'authorize',
      description: 'Open this in a browser: after the login it comes back to your redirect_uri with a code.',
      command: `${baseUrl}${AUTH_PATH}?response_type=code&client_id=${variable('client_id')}&redirect_uri=${variable('redirect_uri')}&scope=openid&state=${variable('state')}`,
    },
    {
      name: 'authorization_code',
      description: 'Exchange that code for tokens; with PKCE add code_verifier.',
      command: curl(token, 'grant_type=authorization_code', ...given('client_id', 'client_secret', 'redirect_uri', 'code')),
    },
    {
      name: 'password',
      description: 'Tokens for a dedicated user with a local password.',
      command: curl(token, 'grant_type=password', ...given('client_id', 'client_secret', 'username', 'password')),
    },
    {
      name: 'client_credentials',
      description: 'A token for a program with an account of its own.',
      command: curl(token, 'grant_type=client_credentials', ...given('client_id', 'client_secret')),
    },
    {
      name: 'refresh_token',
      description: 'New tokens when the access token has expired; the refresh token works once.',
      command: curl(token, 'grant_type=refresh_token', ...given('client_id', 'client_secret', 'refresh_token')),
    },
    {
      name: 'call',
      description: 'Any call: the access token, and the id of your workspace where the operation asks for it.',
      command: [
        `curl '${baseUrl}/api/v1/dossiers'`,
        `-H "Authorization: Bearer ${variable('access_token')}"`,
        `-H "X-TENANT-ID: ${variable('workspace_id')}"`,
      ].join(CONTINUED),
    },
  ];
}
