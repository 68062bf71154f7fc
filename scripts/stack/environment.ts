import { BOOTSTRAP_CLIENT, issuerOf, keycloakBase } from './keycloak.ts';
import type { Environment, Managed } from './managed.ts';
import { databaseUrl, superuserUrl } from './postgres-connect.ts';
import type { Subjects } from './provision.ts';
import { DEMO_USERS, emailOf } from './provision-users.ts';
import { BUCKET, s3Endpoint } from './s3.ts';
import type { State } from './state.ts';

const TOKEN_CLIENTS = ['tabularium-web', 'tabularium-docs', 'tabularium-cli', 'password-login', 'demo-integration'];
const LOGIN_CLIENTS = ['tabularium-docs', 'tabularium-cli', 'password-login', 'demo-integration'];

/** Addresses of API and worker: as given, else on the ports of the instance. */
export function listenerEnvironment(state: State, given: NodeJS.ProcessEnv): Environment & { readonly PUBLIC_URL: string } {
  const publicPort = given['PUBLIC_PORT'] ?? String(state.ports.public);
  return {
    PUBLIC_HOST: given['PUBLIC_HOST'] ?? '127.0.0.1',
    PUBLIC_PORT: publicPort,
    PUBLIC_URL: given['PUBLIC_URL'] ?? `http://127.0.0.1:${publicPort}`,
    INTERNAL_HOST: given['INTERNAL_HOST'] ?? '127.0.0.1',
    INTERNAL_PORT: given['INTERNAL_PORT'] ?? String(state.ports.internal),
    WORKER_PORT: given['WORKER_PORT'] ?? String(state.ports.worker),
  };
}

/** All that API, worker and migrate need, and under DEMO_ what only demo and tests need. */
export function makeEnvironment(state: State, managed: Managed, subjects: Subjects, given: NodeJS.ProcessEnv): Record<string, string> {
  return {
    ...listenerEnvironment(state, given),
    TABULARIUM_SECRETS: given['TABULARIUM_SECRETS'] ?? state.secrets.tabularium,
    ...(managed.database ?? databaseEnvironment(state)),
    ...(managed.objects ?? objectsEnvironment(state)),
    ...(managed.identity ?? { ...identityEnvironment(state), ...demoEnvironment(state, subjects) }),
  };
}

const databaseEnvironment = (state: State): Environment => ({
  DATABASE_URL: databaseUrl(state, 'tabularium_app', state.secrets.databaseApp),
  DATABASE_SYSTEM_URL: databaseUrl(state, 'tabularium_system', state.secrets.databaseSystem),
  DATABASE_OWNER_URL: databaseUrl(state, 'tabularium_owner', state.secrets.databaseOwner),
  DEMO_SUPERUSER_URL: superuserUrl(state),
});

const objectsEnvironment = (state: State): Environment => ({
  S3_ENDPOINT: s3Endpoint(state),
  S3_REGION: 'us-east-1',
  S3_BUCKET: BUCKET,
  S3_ACCESS_KEY_ID: state.secrets.s3AccessKeyId,
  S3_SECRET_ACCESS_KEY: state.secrets.s3SecretAccessKey,
  S3_FORCE_PATH_STYLE: 'true',
});

const identityEnvironment = (state: State): Environment => ({
  OIDC_ISSUER: issuerOf(state),
  OIDC_AUDIENCE: 'tabularium-api',
  OIDC_TOKEN_CLIENTS: TOKEN_CLIENTS.join(','),
  OIDC_LOGIN_CLIENTS: LOGIN_CLIENTS.join(','),
  OIDC_PROVISIONER_CLIENT_ID: 'tabularium-provisioner',
  OIDC_PROVISIONER_CLIENT_SECRET: state.secrets.clientProvisioner,
});

function demoEnvironment(state: State, subjects: Subjects): Environment {
  const users = DEMO_USERS.flatMap((user) => {
    const prefix = `DEMO_${user.username.toUpperCase()}`;
    return [
      [`${prefix}_USERNAME`, user.username],
      [`${prefix}_PASSWORD`, state.secrets[user.password]],
      [`${prefix}_EMAIL`, emailOf(user)],
      [`${prefix}_NAME`, `${user.firstName} ${user.lastName}`],
      [`${prefix}_SUBJECT`, subjects[user.username] ?? ''],
    ];
  });
  return {
    ...Object.fromEntries(users),
    DEMO_KEYCLOAK_BASE: keycloakBase(state),
    DEMO_BOOTSTRAP_CLIENT_ID: BOOTSTRAP_CLIENT,
    DEMO_BOOTSTRAP_CLIENT_SECRET: state.secrets.bootstrapAdmin,
    DEMO_PASSWORD_CLIENT_ID: 'password-login',
    DEMO_PASSWORD_CLIENT_SECRET: state.secrets.clientPasswordLogin,
    DEMO_WEB_CLIENT_ID: 'tabularium-web',
    DEMO_WEB_CLIENT_SECRET: state.secrets.clientWeb,
    DEMO_DOCS_CLIENT_ID: 'tabularium-docs',
    DEMO_CLI_CLIENT_ID: 'tabularium-cli',
    DEMO_CLI_REDIRECT_URI: 'http://127.0.0.1/callback',
    DEMO_INTEGRATION_CLIENT_ID: 'demo-integration',
    DEMO_INTEGRATION_CLIENT_SECRET: state.secrets.clientDemoIntegration,
    DEMO_INTEGRATION_REDIRECT_URI: 'http://127.0.0.1:8765/callback',
    DEMO_INTEGRATION_SUBJECT: subjects['demo-integration'] ?? '',
  };
}
