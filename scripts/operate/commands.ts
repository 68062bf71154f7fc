import { ROLES } from '../../src/core/context.ts';
import { setCapacity } from '../../src/features/license/index.ts';
import { addMember, removeMember, setWorkspaceState, type WorkspaceState } from '../../src/features/workspaces/index.ts';
import type { OperatorSettings } from './environment.ts';
import { listDead, redrive } from './jobs.ts';
import { inOwnerTransaction } from './owner.ts';
import { ensureRealmUser, findUser, openDirectory } from './users.ts';
import { findWorkspace, listWorkspaces, makeWorkspace } from './workspaces.ts';

/** The options by name; a flag that was given is 'true', and `id` is what stands behind a command that takes one. */
export type Values = Readonly<Record<string, string | undefined>>;
type Command = (settings: OperatorSettings, values: Values) => Promise<string>;

/** The commands by what stands before the options; each resolves to what it says. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'workspace create': createWorkspace,
  'workspace list': listAll,
  'workspace suspend': changeState('SUSPENDED', 'suspended'),
  'workspace resume': changeState('ACTIVE', 'active again'),
  'workspace delete': changeState('DELETED', 'deleted'),
  'workspace capacity': changeCapacity,
  'member add': addOne,
  'member remove': removeOne,
  'jobs dead': listDead,
  'jobs redrive': redrive,
};

/** Commands that may have an id behind them. */
export const TAKE_ID: ReadonlySet<string> = new Set(['jobs redrive']);

async function createWorkspace(settings: OperatorSettings, values: Values): Promise<string> {
  const name = given(values, 'name');
  const capacityPages = pages(values['capacity-pages']);
  const owner = values['owner'] === undefined ? null : await findUser(openDirectory(settings), values['owner']);
  return inOwnerTransaction(settings.DATABASE_OWNER_URL, async (tx) => {
    const timeZone = values['time-zone'];
    const id = await makeWorkspace(tx, { name, capacityPages, ...(timeZone !== undefined && { timeZone: await knownZone(tx, timeZone) }) });
    if (owner !== null) await addMember(tx, { workspaceId: id, userId: await ensureRealmUser(tx, settings, owner), role: 'OWNER' });
    return id;
  });
}

async function listAll(settings: OperatorSettings): Promise<string> {
  const all = await inOwnerTransaction(settings.DATABASE_OWNER_URL, listWorkspaces);
  const line = (one: (typeof all)[number]): string =>
    `${one.id}  ${one.state.padEnd(9)}  ${one.members} member(s)  ${one.pagesUsed} of ${one.capacityPages ?? 'unlimited'} pages  ${one.name}`;
  return all.map(line).join('\n');
}

function changeState(state: WorkspaceState, said: string): Command {
  return (settings, values) =>
    inOwnerTransaction(settings.DATABASE_OWNER_URL, async (tx) => {
      const id = await findWorkspace(tx, given(values, 'workspace'));
      await setWorkspaceState(tx, id, state);
      return `${id} is ${said}`;
    });
}

function changeCapacity(settings: OperatorSettings, values: Values): Promise<string> {
  const capacity = pages(given(values, 'capacity-pages'));
  return inOwnerTransaction(settings.DATABASE_OWNER_URL, async (tx) => {
    const id = await findWorkspace(tx, given(values, 'workspace'));
    await setCapacity(tx, id, capacity);
    return `${id} may have ${capacity ?? 'any number of'} pages analyzed`;
  });
}

async function addOne(settings: OperatorSettings, values: Values): Promise<string> {
  const [workspace, name] = [given(values, 'workspace'), given(values, 'user')];
  const role = ROLES.find((known) => known === given(values, 'role').toUpperCase());
  if (role === undefined) throw new Error(`--role must be one of ${ROLES.join(', ')}.`);
  const user = await findUser(openDirectory(settings), name);
  return inOwnerTransaction(settings.DATABASE_OWNER_URL, async (tx) => {
    const member = { workspaceId: await findWorkspace(tx, workspace), userId: await ensureRealmUser(tx, settings, user) };
    await addMember(tx, { ...member, role });
    return `${name} (${member.userId}) is ${role} of ${member.workspaceId}`;
  });
}

async function removeOne(settings: OperatorSettings, values: Values): Promise<string> {
  const [workspace, name] = [given(values, 'workspace'), given(values, 'user')];
  const user = await findUser(openDirectory(settings), name);
  return inOwnerTransaction(settings.DATABASE_OWNER_URL, async (tx) => {
    const member = { workspaceId: await findWorkspace(tx, workspace), userId: await ensureRealmUser(tx, settings, user) };
    const removed = await removeMember(tx, member);
    return removed ? `${name} is no longer a member of ${member.workspaceId}` : `${name} was no member of ${member.workspaceId}`;
  });
}

/** PostgreSQL counts days in this zone, so it is the judge of its name. */
async function knownZone(tx: Parameters<typeof listWorkspaces>[0], name: string): Promise<string> {
  const zone = await tx.one('select name from pg_timezone_names where name = $1', [name]);
  if (zone === undefined) throw new Error(`--time-zone ${name} is no name of the IANA time zones, such as Europe/Zurich.`);
  return name;
}

function given(values: Values, name: string): string {
  const value = values[name]?.trim();
  if (value === undefined || value === '') throw new Error(`--${name} is missing.`);
  return value;
}

function pages(text: string | undefined): number | null {
  if (text === undefined || text === 'unlimited') return null;
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count))
    throw new Error('--capacity-pages must be a whole number of pages, or "unlimited".');
  return count;
}
