import type { Role } from '../../src/core/context.ts';
import { addMember, type OwnerTx } from '../../src/features/workspaces/index.ts';
import type { KeycloakAdmin, RealmUser } from '../../src/platform/identity/keycloak-admin.ts';
import { type OperatorSettings, operatorSettings } from './environment.ts';
import { inOwnerTransaction } from './owner.ts';
import { ensureRealmUser, openDirectory } from './users.ts';
import { makeWorkspace } from './workspaces.ts';

export interface SeededWorkspace {
  readonly id: string;
  readonly name: string;
}

interface Member {
  readonly role: Role;
  readonly find: (directory: KeycloakAdmin) => Promise<RealmUser | null>;
}

const person = (username: string, role: Role): Member => ({ role, find: (directory) => directory.findUser(username) });
const program = (clientId: string, role: Role): Member => ({ role, find: (directory) => directory.findServiceAccount(clientId) });

const DEMO: Readonly<Record<string, readonly Member[]>> = {
  'Aurelia Advisory': [person('ada', 'OWNER'), person('nightly', 'MEMBER'), program('demo-integration', 'MEMBER')],
  'Boreal Brokers': [person('grace', 'OWNER')],
};

/**
 * Makes the two workspaces of the demonstration and their members; done again, it finds them by name and adds what is
 * missing. With a Keycloak of somebody else's, which has no such users, it makes nothing.
 */
export async function seedDemo(env: Record<string, string>): Promise<{ workspaces: SeededWorkspace[] }> {
  const settings = operatorSettings(env, 'dev');
  const directory = openDirectory(settings);
  const workspaces: SeededWorkspace[] = [];
  for (const [name, wanted] of Object.entries(DEMO)) {
    const members = await presentMembers(directory, wanted);
    if (!members.some(({ role }) => role === 'OWNER')) continue;
    workspaces.push(await inOwnerTransaction(settings.DATABASE_OWNER_URL, (tx) => seedWorkspace(tx, settings, name, members)));
  }
  return { workspaces };
}

interface PresentMember {
  readonly role: Role;
  readonly user: RealmUser;
}

async function presentMembers(directory: KeycloakAdmin, wanted: readonly Member[]): Promise<PresentMember[]> {
  const found = await Promise.all(wanted.map(async ({ role, find }) => ({ role, user: await find(directory) })));
  return found.flatMap(({ role, user }) => (user === null ? [] : [{ role, user }]));
}

async function seedWorkspace(
  tx: OwnerTx,
  settings: OperatorSettings,
  name: string,
  members: readonly PresentMember[],
): Promise<SeededWorkspace> {
  await tx.query('lock table app.workspaces in share row exclusive mode'); // two starts at once make one workspace
  const old = await tx.one<{ id: string }>(
    "select id from app.workspaces where name = $1 and state <> 'DELETED' order by date_added limit 1",
    [name],
  );
  const id = old?.id ?? (await makeWorkspace(tx, { name, capacityPages: null }));
  for (const { role, user } of members) {
    const userId = await ensureRealmUser(tx, settings, user);
    const member = await tx.one('select 1 from app.memberships where workspace_id = $1 and user_id = $2', [id, userId]);
    if (member === undefined) await addMember(tx, { workspaceId: id, userId, role }); // one changed or removed since stays so
  }
  return { id, name };
}
