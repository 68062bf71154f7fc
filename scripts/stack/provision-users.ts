import type { AdminApi, Named } from './admin-api.ts';
import { REALM } from './keycloak-desired.ts';
import type { SecretName } from './state.ts';

/** A person or program of the demonstration. */
export interface DemoUser {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: SecretName;
  readonly roles: readonly string[];
}

/** ada signs in with a browser; grace works elsewhere; nightly is a program with a password. */
export const DEMO_USERS: readonly DemoUser[] = [
  { username: 'ada', firstName: 'Ada', lastName: 'Archer', password: 'userAda', roles: [] },
  { username: 'grace', firstName: 'Grace', lastName: 'Keeper', password: 'userGrace', roles: [] },
  { username: 'nightly', firstName: 'Nightly', lastName: 'Import', password: 'userNightly', roles: ['password-login-user'] },
];

export const emailOf = (user: DemoUser): string => `${user.username}@example.test`;

/** Makes the user when she is not there; her password is set then and never again. Resolves to her subject. */
export async function ensureUser(admin: AdminApi, user: DemoUser, password: string): Promise<string> {
  const known = await findUser(admin, user.username);
  if (known !== undefined) return known;
  await admin.post(`/${REALM}/users`, {
    username: user.username,
    firstName: user.firstName,
    lastName: user.lastName,
    email: emailOf(user),
    emailVerified: true,
    enabled: true,
    credentials: [{ type: 'password', value: password, temporary: false }],
  });
  const subject = await findUser(admin, user.username);
  if (subject === undefined) throw new Error(`Keycloak made the user ${user.username} but does not find it.`);
  const roles = await Promise.all(user.roles.map((role) => admin.get<Named>(`/${REALM}/roles/${role}`)));
  if (roles.length > 0) await admin.post(`/${REALM}/users/${subject}/role-mappings/realm`, roles);
  return subject;
}

async function findUser(admin: AdminApi, username: string): Promise<string | undefined> {
  const [user] = await admin.get<{ id: string }[]>(`/${REALM}/users?exact=true&username=${encodeURIComponent(username)}`);
  return user?.id;
}
