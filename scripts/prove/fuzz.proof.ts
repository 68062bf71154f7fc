import type { Amount } from '../../test/support/fuzz/cases.ts';
import { fuzzOperation, type Tally } from '../../test/support/fuzz/run.ts';
import { openAgent } from '../../test/support/fuzz/wire.ts';
import { openWorld } from '../../test/support/fuzz/world.ts';
import { say, withHouse } from './support/house.ts';

export const about = 'every operation answers good, changed and hostile inputs as the contract says; FUZZ_SEED takes other ones';

/** For all operations together; the inputs that do not fit are left out, chosen by the seed. */
const MINUTES = 2.75;
const ALL: Omit<Amount, 'seed' | 'until'> = { single: Number.MAX_SAFE_INTEGER, combined: 100, valid: Number.MAX_SAFE_INTEGER };

/** With names only these operations are tried. */
export async function prove(names: readonly string[]): Promise<void> {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 1000));
  await withHouse('prove', async ({ stack }) => {
    process.env.TABULARIUM_TEST_ENVIRONMENT = stack.folders.environment; // where the callers of the tests look
    const world = await openWorld();
    const agent = openAgent();
    const chosen = world.operations.filter(({ operationId }) => names.length === 0 || names.includes(operationId));
    const end = Date.now() + MINUTES * 60_000;
    const tallies: Tally[] = [];
    say(`\nseed ${seed}, ${chosen.length} operations of two listeners\n`);
    for (const [n, operation] of chosen.entries()) {
      const share = (end - Date.now()) / (chosen.length - n);
      const tally = await fuzzOperation(world, agent, operation, { ...ALL, seed, until: Date.now() + share });
      tallies.push(tally);
      say(line(tally));
    }
    agent.destroy();
    conclude(tallies, seed);
  });
}

const statusesOf = (statuses: ReadonlyMap<string, number>): string =>
  [...statuses]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([status, count]) => `${status} ×${count}`)
    .join('  ');

const line = ({ operationId, requests, left, succeeded, statuses, defects }: Tally): string =>
  [
    operationId.padEnd(28),
    String(requests).padStart(5),
    (left > 0 ? `${left} left` : '').padStart(9),
    succeeded ? '  ok ' : '  no success',
    defects.length > 0 ? ` ${defects.length} DEFECTS ` : '',
    statusesOf(statuses),
  ].join(' ');

function conclude(tallies: readonly Tally[], seed: number): void {
  const statuses = new Map<string, number>();
  for (const tally of tallies) for (const [status, count] of tally.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
  const requests = tallies.reduce((sum, one) => sum + one.requests, 0);
  say(`\n${tallies.length} operations, ${requests} requests: ${statusesOf(statuses)}`);
  const defects = tallies.flatMap((one) => one.defects);
  const silent = tallies.filter((one) => !one.succeeded).map(({ operationId }) => operationId);
  if (defects.length > 0) throw new Error(`${defects.length} answers break the contract (FUZZ_SEED=${seed}):\n\n${defects.join('\n\n')}`);
  if (silent.length > 0) throw new Error(`no input had success: ${silent.join(', ')}`);
  if (tallies.length === 0 || requests < tallies.length * 50) throw new Error('too few requests to prove anything');
}
