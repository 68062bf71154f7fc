// Makes everything that is derived from the contract, or with --check says which of it has drifted. With --record "why" [--breaking]
// it also writes down what callers will notice since the last time; with --score it holds the contract to the rating it has now.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { apiTypesSource } from './generate/api-types.ts';
import { bundleContract } from './generate/bundle.ts';
import type { Contract } from './generate/contract-types.ts';
import { operationsSource, scopesSource } from './generate/operations.ts';
import { problemTypesSource } from './generate/problem-types.ts';
import { holdScore } from './generate/score.ts';
import { recordChange } from './record/record.ts';

const root = join(import.meta.dirname, '..');
const GENERATED = 'src/http/generated';

/** Every derived file with its text, by path below the root. */
async function derive(): Promise<Readonly<Record<string, string>>> {
  const contract = await bundleContract(root);
  return {
    [`${GENERATED}/openapi.json`]: `${JSON.stringify(contract, null, 2)}\n`,
    [`${GENERATED}/api.ts`]: await apiTypesSource(contract),
    [`${GENERATED}/operations.ts`]: operationsSource(contract),
    'src/core/problem-types.ts': problemTypesSource(root),
    'src/core/scopes.ts': scopesSource(contract),
  };
}

async function drifted(files: Readonly<Record<string, string>>): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(files).map(async ([path, text]) => ((await readFile(join(root, path), 'utf8').catch(() => '')) === text ? [] : [path])),
  );
  return found.flat();
}

const files = await derive();
const stale = await drifted(files);
if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} does not match api-spec: run \`npm run generate\` and commit the result`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const path of stale) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), files[path] ?? '');
    console.log(`wrote ${path}`);
  }
  if (stale.length === 0) console.log('nothing to do: everything matches api-spec');
  if (process.argv.includes('--score')) console.log('held to', await holdScore(root));
  if (process.argv.includes('--record')) record(JSON.parse(files[`${GENERATED}/openapi.json`] ?? '') as Contract);
}

function record(contract: Contract): void {
  const why = process.argv[process.argv.indexOf('--record') + 1];
  if (why === undefined || why.startsWith('--')) throw new Error('Say what changed and why: --record "..."');
  const change = { why, breaking: process.argv.includes('--breaking'), day: new Date().toISOString().slice(0, 10) };
  try {
    const all = recordChange(root, contract, change);
    console.log(all.length === 0 ? 'nothing to record: callers notice nothing' : `recorded: ${all.length} operations and schemas`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
