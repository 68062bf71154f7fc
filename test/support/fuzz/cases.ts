import fc from 'fast-check';
import { bodyChanges } from './bodies.ts';
import type { Caller } from './breaches.ts';
import type { Change, Draft, Verdict } from './draft.ts';
import { hostileChanges } from './hostile.ts';
import { parameterChanges } from './parameters.ts';
import type { FlatOperation } from './spec.ts';
import { roleTooLow, type World } from './world.ts';

export interface Amount {
  readonly seed: number;
  /** Inputs with one change, of all there are; and with two or three at once. */
  readonly single: number;
  readonly combined: number;
  /** Inputs that must succeed or nearly, each with things of its own. */
  readonly valid: number;
  /** Until when new requests may be begun. */
  readonly until?: number;
}

/** One request to be made, and what is expected of its answer. */
export interface Case {
  readonly label: string;
  readonly caller: Caller;
  readonly verdict: Verdict;
  readonly changes: readonly Change[];
}

/** Who may not is answered before most of an input is looked at. */
const MOST_REFUSED = 40;

/** The inputs for an operation, in no order: the same ones for the same seed. */
export function casesOf(world: World, operation: FlatOperation, base: Draft, amount: Amount): Case[] {
  const { single, combined } = amount;
  const seed = amount.seed + hash(operation.operationId); // so that a new operation does not change the inputs of the others
  const changes = [
    ...parameterChanges(operation, world.foreign),
    ...bodyChanges(operation, base, world.ids, { seed, runs: 20 }),
    ...hostileChanges(operation),
  ];
  const [good, bad] = [changes.filter(({ verdict }) => verdict === 'valid'), changes.filter(({ verdict }) => verdict !== 'valid')];
  const alone = [...shuffled(good, seed).slice(0, amount.valid), ...shuffled(bad, seed + 1).slice(0, single)];
  const refused = shuffled(changes, seed + 2).filter(({ slot }) => slot !== 'caller');
  const others: Caller[] = [...(operation.secured ? ['nobody' as const] : []), ...(roleTooLow(operation) ? ['stranger' as const] : [])];
  const all = [
    ...alone.map((change) => caseOf([change], 'owner')),
    ...together(changes, seed, combined).map((set) => caseOf(set, 'owner')),
    ...others.flatMap((caller) =>
      [[], ...refused.slice(0, Math.min(single / 8, MOST_REFUSED)).map((change) => [change])].map((set) => caseOf(set, caller)),
    ),
  ];
  return [...shuffled(all, seed)]; // whoever stops early has seen something of everything
}

const hash = (text: string): number => Buffer.from(text).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7);

const shuffled = <T>(all: readonly T[], seed: number): readonly T[] =>
  fc.sample(fc.shuffledSubarray([...all], { minLength: all.length }), { seed, numRuns: 1 }).flat();

/** Sets of two or three changes of different things. */
function together(changes: readonly Change[], seed: number, count: number): readonly (readonly Change[])[] {
  const sets = fc.uniqueArray(fc.constantFrom(...changes), { minLength: 2, maxLength: 3, selector: ({ slot }) => slot });
  return fc.sample(sets, { seed, numRuns: count });
}

function caseOf(changes: readonly Change[], caller: Caller): Case {
  const verdicts = changes.map(({ verdict }) => verdict);
  // without its caller, or with another one, the rest of an input is not looked at
  const spoilt = changes.length > 1 && changes.some(({ slot }) => slot === 'caller');
  const verdict = verdicts.includes('invalid') && !spoilt ? 'invalid' : verdicts.includes('any') || spoilt ? 'any' : 'valid';
  return { label: changes.map(({ label }) => label).join(' + ') || 'the good call', caller, verdict, changes };
}
