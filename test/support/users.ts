import { randomBytes, randomUUID } from 'node:crypto';
import { AdminApi } from '../../scripts/stack/admin-api.ts';
import { Client } from './client.ts';
import { operations } from './contract.ts';
import { environment, setting } from './environment.ts';

/** A person with a local password, known to Keycloak and to the API. */
export interface TestUser {
  readonly username: string;
  readonly password: string;
  /** Keycloak's id: the subject of her tokens. */
  readonly subject: string;
  /** Our own id. */
  readonly userId: string;
  /** A token by the password grant with these scopes, all when none are named; kept until shortly before it expires. */
  token(scopes?: readonly string[]): Promise<string>;
}

/** Every scope that an operation of the contract needs. */
export const ALL_SCOPES: readonly string[] = [...new Set(operations.flatMap((one) => one.scopes))];

let admin: AdminApi | undefined;

/** Keycloak's admin interface as the stack's bootstrap client. */
export function keycloakAdmin(): AdminApi {
  admin ??= new AdminApi(
    setting('DEMO_KEYCLOAK_BASE'),
    'master',
    setting('DEMO_BOOTSTRAP_CLIENT_ID'),
    setting('DEMO_BOOTSTRAP_CLIENT_SECRET'),
  );
  return admin;
}

/** Makes a person who may use the password grant, and lets the API see her once. */
export async function freshUser(): Promise<TestUser> {
  const [subject, password] = [randomUUID(), randomBytes(12).toString('hex')];
  const username = `test-${subject.slice(0, 13)}`;
  await keycloakAdmin().post('/tabularium/partialImport', {
    ifResourceExists: 'FAIL',
    users: [
      {
        id: subject,
        username,
        firstName: 'Test',
        lastName: 'Person',
        email: `${username}@example.test`,
        emailVerified: true,
        enabled: true,
        credentials: [{ type: 'password', value: password, temporary: false }],
        realmRoles: ['password-login-user'],
      },
    ],
  });
  const token = tokens(username, password);
  const account = new Client({ baseUrl: environment().baseUrl, bearer: () => token() });
  const { body } = await account.get<{ id: string }>('/account', { expect: 200 });
  return { username, password, subject, userId: body.id, token };
}

/** Tokens of one person, one for each set of scopes. */
function tokens(username: string, password: string): (scopes?: readonly string[]) => Promise<string> {
  const kept = new Map<string, { readonly token: Promise<string>; readonly renewAt: number }>();
  return (scopes = ALL_SCOPES) => {
    const scope = ['openid', ...scopes].join(' ');
    const old = kept.get(scope);
    if (old && Date.now() < old.renewAt) return old.token;
    const fresh = { token: passwordGrant(username, password, scope), renewAt: Date.now() + 200_000 };
    kept.set(scope, fresh);
    return fresh.token;
  };
}

async function passwordGrant(username: string, password: string, scope: string): Promise<string> {
  const answer = await fetch(`${setting('OIDC_ISSUER')}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: setting('DEMO_PASSWORD_CLIENT_ID'),
      client_secret: setting('DEMO_PASSWORD_CLIENT_SECRET'),
      username,
      password,
      scope,
    }),
  });
  const body = (await answer.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`Keycloak refuses the password grant: ${answer.status} ${JSON.stringify(body)}`);
  return body.access_token;
}
