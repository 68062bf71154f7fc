import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../generate/contract-types.ts';
import { type Differing, differencesOf } from './differences.ts';
import { type Surface, surfaceOf } from './surface.ts';

/** The contract as it was last recorded, and the changes that led to it, newest first. */
const RECORDED = 'api-spec/recorded.json';
const CHANGES = 'docs/api-changes.md';

export interface Change {
  /** What changed and why, in a sentence or two. */
  readonly why: string;
  /** That callers may break is known and meant. */
  readonly breaking: boolean;
  /** As it stands in the heading. */
  readonly day: string;
}

const readSurface = (root: string): Surface => JSON.parse(readFileSync(join(root, RECORDED), 'utf8')) as Surface;

/** A line for each operation and each schema, so that a change of one is a line of a diff. */
function textOf({ version, operations, schemas }: Surface): string {
  const lines = (values: object): string =>
    Object.entries(values)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  return `{\n  "version": ${JSON.stringify(version)},\n  "operations": {\n${lines(operations)}\n  },\n  "schemas": {\n${lines(schemas)}\n  }\n}\n`;
}

/** One entry of the list of changes. */
export function entryOf({ why, day }: Change, all: readonly Differing[]): string {
  const lines = all.map(({ subject, differences }) => {
    const said = differences.map(({ text, breaking }) => `  - ${breaking ? '**breaking:** ' : ''}${text}`);
    return `- \`${subject}\`\n${said.join('\n')}`;
  });
  return `## ${day}: ${why}\n\n${lines.join('\n')}\n`;
}

/**
 * Records the contract as it is now, with an entry in the list of changes. Gives the differences; none, and nothing is
 * written. Throws when a difference breaks callers and the change does not say so.
 */
export function recordChange(root: string, contract: Contract, change: Change): Differing[] {
  const now = surfaceOf(contract);
  const all = differencesOf(readSurface(root), now);
  const breaks = all.flatMap(({ subject, differences }) =>
    differences.filter((one) => one.breaking).map(({ text }) => `${subject}: ${text}`),
  );
  if (breaks.length > 0 && !change.breaking) {
    throw new Error(`This breaks callers. Find a way that does not, or say --breaking:\n${breaks.map((text) => `  ${text}`).join('\n')}`);
  }
  if (all.length === 0) return all;
  const page = readFileSync(join(root, CHANGES), 'utf8');
  const [head, ...entries] = page.split(/^(?=## )/m);
  writeFileSync(join(root, CHANGES), [head, `${entryOf(change, all)}\n`, ...entries].join(''));
  writeFileSync(join(root, RECORDED), textOf(now));
  return all;
}

/** Says which operations differ from what is recorded. */
export function recordFaults(root: string, contract: Contract): string[] {
  return differencesOf(readSurface(root), surfaceOf(contract)).map(
    ({ subject, differences }) =>
      `${subject}: ${differences.map(({ text }) => text).join('; ')}. Record it: npm run generate -- --record "what changed and why"`,
  );
}
