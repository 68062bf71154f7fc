import { AdminApi } from './admin-api.ts';
import { BOOTSTRAP_CLIENT, keycloakBase } from './keycloak.ts';
import { contractScopes, desiredClients, desiredRealm } from './keycloak-desired.ts';
import { ensureClients, serviceAccountOf } from './provision-clients.ts';
import { ensureContractScopes, updateRealm } from './provision-realm.ts';
import { DEMO_USERS, ensureUser } from './provision-users.ts';
import type { State } from './state.ts';

/** Subjects of the tokens of the demonstration's users and program, by user name or client id. */
export type Subjects = Readonly<Record<string, string>>;

export interface ProvisionOptions {
  readonly durable: boolean;
  readonly publicUrl: string;
  /** False: the realm was made from an older keycloak/realm.json. */
  readonly realmIsCurrent: boolean;
}

/** Makes the embedded realm what the repository says. Idempotent; a run that was cut short is mended by the next. */
export async function provision(state: State, options: ProvisionOptions): Promise<Subjects> {
  const admin = new AdminApi(keycloakBase(state), 'master', BOOTSTRAP_CLIENT, state.secrets.bootstrapAdmin);
  const scopes = contractScopes();
  if (!options.realmIsCurrent) await updateRealm(admin, desiredRealm(options.durable));
  await ensureContractScopes(admin, scopes);
  await ensureClients(admin, desiredClients(state, options.publicUrl, Object.keys(scopes)));
  const users = DEMO_USERS.map(async (user) => [user.username, await ensureUser(admin, user, state.secrets[user.password])]);
  const program = serviceAccountOf(admin, 'demo-integration').then((subject) => ['demo-integration', subject]);
  return Object.fromEntries(await Promise.all([...users, program])) as Subjects;
}
