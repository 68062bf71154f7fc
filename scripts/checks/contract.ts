// What Redocly cannot say about the contract. Faults are sentences: where, and how to mend it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Contract, operationsOf } from '../generate/contract-types.ts';
import { type ProblemType, readProblemTypes } from '../generate/problem-types.ts';
import { deprecationFaults } from './contract-deprecations.ts';
import { exampleFaults } from './contract-examples.ts';
import { operationFaults } from './contract-operations.ts';
import { schemaFaults } from './contract-schemas.ts';

const root = join(import.meta.dirname, '../..');

/** The main model's order; further tags follow as they come. */
const FIRST_TAGS = ['Dossier templates', 'Dossiers', 'Files', 'Components', 'Result packages', 'Users', 'License'];

function tagFaults(contract: Contract): string[] {
  const names = contract.tags.map(({ name }) => name);
  return FIRST_TAGS.some((name, place) => names[place] !== name)
    ? [`tags in api-spec/openapi.yaml: the first seven must be ${FIRST_TAGS.join(', ')}, in this order`]
    : [];
}

function problemFaults(contract: Contract, problems: Readonly<Record<string, ProblemType>>): string[] {
  const used = new Set(operationsOf(contract).flatMap(({ operation }) => operation['x-problems']));
  return Object.entries(problems).flatMap(([code, { use, status, title, description, fix }]) => {
    const where = `api-spec/problems.yaml ${code}`;
    const faults: string[] = [];
    if (use === 'operation' && !used.has(code))
      faults.push(`${where}: no operation lists it in x-problems; list it there or drop the code`);
    if (!['operation', 'any', 'reserved'].includes(use)) faults.push(`${where}: use must be operation, any or reserved`);
    if (!(status >= 400 && status <= 599)) faults.push(`${where}: status must lie between 400 and 599`);
    if (!title || !description || !fix) faults.push(`${where}: needs title, description and fix`);
    return faults;
  });
}

/** How many operations the authored parts hold, counted without parsing them. */
const authoredOperations = (): number =>
  globSync('api-spec/paths/*.yaml', { cwd: root })
    .map((path) => readFileSync(join(root, path), 'utf8').match(/^ {4}operationId: /gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);

/**
 * Faults of a contract, empty when there are none.
 * @param expected how many operations it must hold: a check that saw none of them would find no fault
 */
export function contractFaults(contract: Contract, problems: Readonly<Record<string, ProblemType>>, expected: number): string[] {
  const seen = operationsOf(contract).length;
  return [
    ...(seen === expected && seen > 0 ? [] : [`the bundle holds ${seen} operations, api-spec/paths ${expected}: run \`npm run generate\``]),
    ...tagFaults(contract),
    ...problemFaults(contract, problems),
    ...operationFaults(contract, problems),
    ...deprecationFaults(contract),
    ...schemaFaults(contract),
    ...exampleFaults(contract),
  ];
}

/** Checks the bundled contract of this checkout (src/http/generated/openapi.json; `generate.ts --check` says whether it is current). */
export function checkContract(): string[] {
  const contract = readJson('src/http/generated/openapi.json') as Contract;
  const { version } = readJson('package.json') as { version: string };
  const stale = contract.info.version === version ? [] : [`info.version in api-spec/openapi.yaml must be ${version}, as in package.json`];
  return [...stale, ...contractFaults(contract, readProblemTypes(root), authoredOperations())];
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
