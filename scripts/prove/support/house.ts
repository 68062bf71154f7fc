import { addMember } from '../../../src/features/workspaces/index.ts';
import { operatorSettings } from '../../operate/environment.ts';
import { inOwnerTransaction } from '../../operate/owner.ts';
import { ensureRealmUser, findUser, openDirectory } from '../../operate/users.ts';
import { makeWorkspace } from '../../operate/workspaces.ts';
import { findLeftover } from '../../stack/part.ts';
import { migrateStack, type Program, startProgram } from '../../stack/run-api.ts';
import { type Stack, startStack } from '../../stack/stack.ts';
import { Caller } from './caller.ts';

export const say = (line: string): void => console.log(line);

const PARTS = ['postgresql', 's3', 'keycloak', 'api', 'worker'];

/** A running stack with API and worker. */
export interface House {
  readonly stack: Stack;
  readonly program: Program;
  readonly env: Readonly<Record<string, string>>;
  /** Process ids by part, as the stack's records name them. */
  pids(): Readonly<Record<string, number | undefined>>;
  stop(): Promise<void>;
}

/** Starts an instance, or starts it again on its data. */
export async function startHouse(instance: string): Promise<House> {
  const stack = await startStack({ instance, durable: true, log: say });
  let program: Program;
  try {
    await migrateStack(stack, say);
    program = await startProgram(stack, say);
  } catch (error) {
    await stack.stop();
    throw error;
  }
  const stop = async (): Promise<void> => {
    await program.stop();
    await stack.stop();
  };
  const pids = (): Record<string, number | undefined> =>
    Object.fromEntries(PARTS.map((name) => [name, findLeftover(stack.folders, name)?.pid]));
  return { stack, program, env: stack.env, pids, stop };
}

/** A house for the time of `run`, stopped whatever happens. */
export async function withHouse<T>(instance: string, run: (house: House) => Promise<T>): Promise<T> {
  const house = await startHouse(instance);
  try {
    return await run(house);
  } finally {
    await house.stop();
  }
}

/** A new workspace with the demonstration's integration client as MEMBER, and a caller in it. */
export async function newCaller(
  env: Readonly<Record<string, string>>,
  name: string,
): Promise<{ readonly caller: Caller; readonly workspaceId: string }> {
  const settings = operatorSettings(env, 'dev');
  const user = await findUser(openDirectory(settings), `client:${env['DEMO_INTEGRATION_CLIENT_ID']}`);
  const workspaceId = await inOwnerTransaction(settings.DATABASE_OWNER_URL, async (tx) => {
    const id = await makeWorkspace(tx, { name, capacityPages: null });
    await addMember(tx, { workspaceId: id, userId: await ensureRealmUser(tx, settings, user), role: 'MEMBER' });
    return id;
  });
  return { caller: new Caller(env, workspaceId), workspaceId };
}
