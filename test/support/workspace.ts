import { inOwnerTransaction } from '../../scripts/operate/owner.ts';
import { makeWorkspace } from '../../scripts/operate/workspaces.ts';
import type { Role } from '../../src/core/context.ts';
import { addMember, type OwnerTx, removeMember, setWorkspaceState, type WorkspaceState } from '../../src/features/workspaces/index.ts';
import { Client } from './client.ts';
import { environment, setting } from './environment.ts';
import { freshUser, type TestUser } from './users.ts';

export type { Role } from '../../src/core/context.ts';
export type { TestUser } from './users.ts';

/** A workspace that no other test knows, with people of its own. */
export interface TestWorkspace {
  readonly id: string;
  readonly ownerUser: TestUser;
  /** The owner, in this workspace, with every scope. */
  readonly owner: Client;
  /** Somebody with this role: the same person each time. */
  as(role: Role, options?: { readonly scopes?: readonly string[] }): Promise<Client>;
  user(role: Role): Promise<TestUser>;
  /** Makes a user a member, or changes her role. */
  addMember(user: { readonly userId: string }, role: Role): Promise<void>;
  removeMember(user: { readonly userId: string }): Promise<void>;
  setState(state: WorkspaceState): Promise<void>;
}

export interface WorkspaceOptions {
  readonly name?: string;
  readonly timeZone?: string;
  /** Pages of the license; unlimited when left out. */
  readonly capacityPages?: number;
}

/** Makes a workspace as the operators' command does, with an owner. */
export async function freshWorkspace(options: WorkspaceOptions = {}): Promise<TestWorkspace> {
  const ownerUser = await freshUser();
  const id = await asOwner(async (tx) => {
    const { name = 'Test', timeZone = 'UTC', capacityPages = null } = options;
    const workspaceId = await makeWorkspace(tx, { name, timeZone, capacityPages });
    await addMember(tx, { workspaceId, userId: ownerUser.userId, role: 'OWNER' });
    return workspaceId;
  });
  const users = new Map<Role, Promise<TestUser>>([['OWNER', Promise.resolve(ownerUser)]]);
  const member = (user: { readonly userId: string }, role: Role): Promise<void> =>
    asOwner((tx) => addMember(tx, { workspaceId: id, userId: user.userId, role }));
  const user = (role: Role): Promise<TestUser> => {
    const known = users.get(role) ?? freshUser().then(async (made) => (await member(made, role), made));
    users.set(role, known);
    return known;
  };
  const clientOf = (one: TestUser, scopes?: readonly string[]): Client => clientFor(() => one.token(scopes), id);
  return {
    id,
    ownerUser,
    owner: clientOf(ownerUser),
    as: async (role, { scopes } = {}) => clientOf(await user(role), scopes),
    user,
    addMember: member,
    removeMember: async ({ userId }) => {
      await asOwner((tx) => removeMember(tx, { workspaceId: id, userId }));
    },
    setState: async (state) => {
      await asOwner((tx) => setWorkspaceState(tx, id, state));
    },
  };
}

/** A caller with these tokens; without a tenant it can use account operations only, without a bearer open ones only. */
export const clientFor = (bearer?: () => Promise<string>, tenant?: string): Client =>
  new Client({ baseUrl: environment().baseUrl, bearer, tenant });

/** As scripts/operate does it. */
const asOwner = <T>(run: (tx: OwnerTx) => Promise<T>): Promise<T> => inOwnerTransaction(setting('DATABASE_OWNER_URL'), run);
