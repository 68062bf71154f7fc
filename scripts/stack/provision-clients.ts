import type { AdminApi, Named } from './admin-api.ts';
import { type Client, type DesiredClients, REALM } from './keycloak-desired.ts';
import { listScopes } from './provision-realm.ts';

type Stored = Client & { readonly id: string };
type Kind = 'default' | 'optional';

/** Makes the clients what keycloak/clients.json says. A client that it does not name is left alone. */
export async function ensureClients(admin: AdminApi, desired: DesiredClients): Promise<void> {
  const present = new Map((await admin.get<Stored[]>(`/${REALM}/clients`)).map((client) => [client.clientId, client]));
  const scopes = await listScopes(admin);
  const attributeNames = new Set(desired.clients.flatMap(({ attributes }) => Object.keys(attributes)));
  for (const client of desired.clients) {
    const old = present.get(client.clientId);
    if (old === undefined) await admin.post(`/${REALM}/clients`, client);
    else await updateClient(admin, old, client, attributeNames, scopes);
  }
  for (const [clientId, roles] of Object.entries(desired.serviceAccountRoles)) await grantRoles(admin, clientId, roles);
}

async function updateClient(
  admin: AdminApi,
  old: Stored,
  client: Client,
  attributeNames: ReadonlySet<string>,
  scopes: ReadonlyMap<string, string>,
): Promise<void> {
  // a PUT keeps an attribute that it does not name: only the empty text takes it away
  const leftOver = [...attributeNames].filter((name) => (old.attributes[name] ?? '') !== '' && !(name in client.attributes));
  if (leftOver.length === 0 && covers(old, client)) return;
  const attributes = { ...old.attributes, ...Object.fromEntries(leftOver.map((name) => [name, ''])), ...client.attributes };
  await admin.put(`/${REALM}/clients/${old.id}`, { ...old, ...client, attributes });
  // default before optional: a scope can only be one of them
  for (const kind of ['default', 'optional'] as const) await dropScopes(admin, old, client, kind, scopes);
  for (const kind of ['default', 'optional'] as const) await addScopes(admin, old, client, kind, scopes);
}

/** Does the stored value say all that the wanted one says? The order of a list of Keycloak's tells nothing. */
export function covers(stored: unknown, wanted: unknown): boolean {
  if (Array.isArray(stored) && Array.isArray(wanted)) {
    return stored.length === wanted.length && wanted.every((item) => stored.some((other) => covers(other, item)));
  }
  if (typeof stored === 'object' && typeof wanted === 'object' && stored !== null && wanted !== null) {
    return Object.entries(wanted).every(([name, value]) => covers((stored as Record<string, unknown>)[name], value));
  }
  return stored === wanted;
}

const scopesOf = (client: Client, kind: Kind): readonly string[] => client[`${kind}ClientScopes`] ?? [];
const scopePath = (old: Stored, kind: Kind, id: string | undefined): string => `/${REALM}/clients/${old.id}/${kind}-client-scopes/${id}`;

async function dropScopes(admin: AdminApi, old: Stored, client: Client, kind: Kind, scopes: ReadonlyMap<string, string>): Promise<void> {
  const superfluous = scopesOf(old, kind).filter((name) => !scopesOf(client, kind).includes(name));
  for (const name of superfluous) await admin.delete(scopePath(old, kind, scopes.get(name)));
}

async function addScopes(admin: AdminApi, old: Stored, client: Client, kind: Kind, scopes: ReadonlyMap<string, string>): Promise<void> {
  const missing = scopesOf(client, kind).filter((name) => !scopesOf(old, kind).includes(name));
  for (const name of missing) await admin.put(scopePath(old, kind, scopes.get(name)));
}

/** The id of a client's service account, which is the subject of its tokens. */
export async function serviceAccountOf(admin: AdminApi, clientId: string): Promise<string> {
  const { id } = await clientNamed(admin, clientId);
  return (await admin.get<{ id: string }>(`/${REALM}/clients/${id}/service-account-user`)).id;
}

async function clientNamed(admin: AdminApi, clientId: string): Promise<Stored> {
  const [client] = await admin.get<Stored[]>(`/${REALM}/clients?clientId=${encodeURIComponent(clientId)}`);
  if (client === undefined) throw new Error(`The realm ${REALM} has no client ${clientId}.`);
  return client;
}

/** Exactly these roles, so that one given by hand does not stay. */
async function grantRoles(admin: AdminApi, clientId: string, roles: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const account = await serviceAccountOf(admin, clientId);
  for (const [owner, names] of Object.entries(roles)) {
    const { id } = await clientNamed(admin, owner);
    const path = `/${REALM}/users/${account}/role-mappings/clients/${id}`;
    const granted = await admin.get<Named[]>(path);
    const grantable = await admin.get<Named[]>(`${path}/available`);
    const missing = grantable.filter(({ name }) => names.includes(name));
    const superfluous = granted.filter(({ name }) => !names.includes(name));
    if (missing.length > 0) await admin.post(path, missing);
    if (superfluous.length > 0) await admin.delete(path, superfluous);
  }
}
