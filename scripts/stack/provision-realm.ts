import type { AdminApi, Named } from './admin-api.ts';
import { type ClientScope, REALM, type Realm } from './keycloak-desired.ts';

// what a PUT of the realm cannot change, or what is looked after one by one
const NOT_SETTINGS = [
  'clientScopes',
  'scopeMappings',
  'roles',
  'clientProfiles',
  'clientPolicies',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
];
const FROM_CONTRACT = 'tabularium.from.contract';

/** Makes an existing realm what keycloak/realm.json says: settings, policies, roles, and its scopes anew. Clients must be linked afterwards. */
export async function updateRealm(admin: AdminApi, realm: Realm): Promise<void> {
  const settings = Object.fromEntries(Object.entries(realm).filter(([name]) => !NOT_SETTINGS.includes(name)));
  await admin.put(`/${REALM}`, settings);
  await admin.put(`/${REALM}/client-policies/profiles`, realm.clientProfiles);
  await admin.put(`/${REALM}/client-policies/policies`, realm.clientPolicies);
  await ensureRoles(admin, realm);
  const present = await listScopes(admin);
  for (const scope of realm.clientScopes) {
    const old = present.get(scope.name);
    if (old !== undefined) await admin.delete(`/${REALM}/client-scopes/${old}`);
    await admin.post(`/${REALM}/client-scopes`, scope);
  }
  const scopes = await listScopes(admin);
  await mapScopes(admin, realm, scopes);
  for (const kind of ['Default', 'Optional'] as const) {
    for (const name of realm[`default${kind}ClientScopes`]) {
      await admin.put(`/${REALM}/default-${kind.toLowerCase()}-client-scopes/${scopes.get(name)}`);
    }
  }
}

async function ensureRoles(admin: AdminApi, realm: Realm): Promise<void> {
  const present = new Set((await admin.get<Named[]>(`/${REALM}/roles`)).map(({ name }) => name));
  for (const role of realm.roles.realm) if (!present.has(role.name)) await admin.post(`/${REALM}/roles`, role);
}

async function mapScopes(admin: AdminApi, realm: Realm, scopes: ReadonlyMap<string, string>): Promise<void> {
  for (const { clientScope, roles } of realm.scopeMappings) {
    const wanted = await Promise.all(roles.map((role) => admin.get<Named>(`/${REALM}/roles/${role}`)));
    await admin.post(`/${REALM}/client-scopes/${scopes.get(clientScope)}/scope-mappings/realm`, wanted);
  }
}

/** Ids of the realm's client scopes by name. */
export async function listScopes(admin: AdminApi): Promise<ReadonlyMap<string, string>> {
  return new Map((await admin.get<Named[]>(`/${REALM}/client-scopes`)).map(({ name, id }) => [name, id]));
}

/** Makes the client scopes of the contract, and takes away those that it no longer names. */
export async function ensureContractScopes(admin: AdminApi, scopes: Readonly<Record<string, string>>): Promise<void> {
  const present = await admin.get<(ClientScope & Named)[]>(`/${REALM}/client-scopes`);
  for (const [name, description] of Object.entries(scopes)) {
    const old = present.find((scope) => scope.name === name);
    const wanted = contractScope(name, description);
    if (old === undefined) await admin.post(`/${REALM}/client-scopes`, wanted);
    else if (old.description !== wanted.description) await admin.put(`/${REALM}/client-scopes/${old.id}`, { ...old, ...wanted });
  }
  for (const { name, id, attributes } of present) {
    if (attributes?.[FROM_CONTRACT] === 'true' && !(name in scopes)) await admin.delete(`/${REALM}/client-scopes/${id}`);
  }
}

const contractScope = (name: string, description: string): ClientScope => ({
  name,
  description: description.slice(0, 255), // Keycloak's column holds no more
  protocol: 'openid-connect',
  attributes: { 'include.in.token.scope': 'true', 'display.on.consent.screen': 'true', [FROM_CONTRACT]: 'true' },
});
