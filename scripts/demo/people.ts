import { Caller } from './caller.ts';
import { inSeconds, type Report, timed } from './report.ts';
import { Session } from './session.ts';
import { type AuthConfig, type OAuthClient, TokenFlows, type Tokens } from './tokens.ts';

/** The demonstration's callers, each logged in its own way; none of them in a workspace yet. */
export interface People {
  /** A person at the login page. */
  readonly ada: Caller;
  /** A person of the other workspace. */
  readonly grace: Caller;
  /** A program with a user's password. */
  readonly nightly: Caller;
  /** A program with an account of its own. */
  readonly integration: Caller;
}

export type Environment = Readonly<Record<string, string>>;

/** A port nobody needs to listen on: the login is followed up to this address and no further. */
const LOOPBACK_PORT = 49_152;

const setting = (env: Environment, name: string): string => {
  const value = env[name];
  if (!value) throw new Error(`${name} is missing: the demonstration needs the embedded Keycloak with its demo users.`);
  return value;
};

const person = (env: Environment, name: string) => ({
  username: setting(env, `DEMO_${name}_USERNAME`),
  password: setting(env, `DEMO_${name}_PASSWORD`),
});

const client = (env: Environment, name: string): OAuthClient => ({
  clientId: setting(env, `DEMO_${name}_CLIENT_ID`),
  clientSecret: setting(env, `DEMO_${name}_CLIENT_SECRET`),
});

function loopbackUri(env: Environment): string {
  const uri = new URL(setting(env, 'DEMO_CLI_REDIRECT_URI'));
  uri.port = String(LOOPBACK_PORT);
  return uri.href;
}

/** Logs everybody in, one flow after the other, and says how long each took. */
export async function logIn(base: string, env: Environment, report: Report): Promise<People> {
  report.chapter("Login: every flow, on the API's own addresses");
  const config = await new Caller(base).get<AuthConfig>('/auth/config');
  report.say(`/auth/config names the issuer ${config.issuer} and ${config.scopes.length} scopes`);
  const flows = new TokenFlows(config);
  const cli: OAuthClient = { clientId: setting(env, 'DEMO_CLI_CLIENT_ID') };
  const password = client(env, 'PASSWORD');
  const integration = client(env, 'INTEGRATION');
  const callerOf = async (how: string, ask: () => Promise<Tokens>, again: (tokens: Tokens) => Promise<Tokens>) => {
    const [tokens, ms] = await timed(ask);
    report.say(`${how}: a token for ${tokens.expires_in} s`);
    report.measured(how, inSeconds(ms));
    const session = new Session(tokens, again);
    return { caller: new Caller(base, session), session };
  };
  const refreshed = (one: OAuthClient) => (tokens: Tokens) => flows.refresh(one, tokens.refresh_token ?? '');
  const atPage = (name: string) => () => flows.authorizationCode(cli, loopbackUri(env), person(env, name));

  const ada = await callerOf('authorization code with PKCE (ada)', atPage('ADA'), refreshed(cli));
  const grace = await callerOf('authorization code with PKCE (grace)', atPage('GRACE'), refreshed(cli));
  const nightly = await callerOf('password (nightly)', () => flows.password(password, person(env, 'NIGHTLY')), refreshed(password));
  const program = await callerOf(
    'client credentials (demo-integration)',
    () => flows.clientCredentials(integration),
    () => flows.clientCredentials(integration),
  );

  const old = await ada.session.bearer();
  const [renewed, ms] = await timed(() => ada.session.renew());
  report.check(renewed !== old, 'refresh token (ada): a new access token');
  report.measured('refresh token (ada)', inSeconds(ms));
  return { ada: ada.caller, grace: grace.caller, nightly: nightly.caller, integration: program.caller };
}
