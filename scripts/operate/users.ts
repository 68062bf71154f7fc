import { newId } from '../../src/core/ids.ts';
import type { Log } from '../../src/core/log.ts';
import { ensureUser } from '../../src/features/access/index.ts';
import type { OwnerTx } from '../../src/features/workspaces/index.ts';
import { KeycloakAdmin, type RealmUser } from '../../src/platform/identity/keycloak-admin.ts';
import { Provider } from '../../src/platform/identity/provider.ts';
import type { OperatorSettings } from './environment.ts';

const quiet: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Keycloak's users, looked up by the provisioner's account. */
export function openDirectory(settings: OperatorSettings): KeycloakAdmin {
  return new KeycloakAdmin({
    provider: new Provider(settings.OIDC_ISSUER),
    clientId: settings.OIDC_PROVISIONER_CLIENT_ID,
    clientSecret: settings.OIDC_PROVISIONER_CLIENT_SECRET,
    log: quiet,
  });
}

/** `client:<id>` names the account of a program, anything else a user name or e-mail. Throws when Keycloak knows none. */
export async function findUser(directory: KeycloakAdmin, name: string): Promise<RealmUser> {
  const client = /^client:(.+)$/.exec(name)?.[1];
  const user = client === undefined ? await directory.findUser(name) : await directory.findServiceAccount(client);
  if (user === null)
    throw new Error(`Keycloak has no ${client === undefined ? `user ${name}` : `client ${client} with an account of its own`}.`);
  return user;
}

/** Our own id of a user of Keycloak, made before she ever logs in. */
export async function ensureRealmUser(tx: OwnerTx, settings: OperatorSettings, { subject, ...profile }: RealmUser): Promise<string> {
  const user = await ensureUser(tx, { ...profile, id: newId(), issuer: settings.OIDC_ISSUER, subject });
  return user.id;
}
