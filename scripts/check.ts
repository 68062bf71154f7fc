// Everything that is not a test: types, lint, format, import law, unused code, the contract, generated files, house numbers.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { OPERATIONS } from '../src/http/generated/operations.ts';
import { checkContract } from './checks/contract.ts';
import { checkHouse } from './checks/house.ts';
import { checkLock } from './checks/lock.ts';
import type { Contract } from './generate/contract-types.ts';
import { scoreFaults, scoreOf } from './generate/score.ts';
import { recordFaults } from './record/record.ts';

interface Outcome {
  readonly ok: boolean;
  /** What the check saw, so that a check which saw nothing cannot pass. */
  readonly saw: string;
  readonly output: string;
}
interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** Runs a tool; `saw` must match its output, with the figure as first group above zero, when given. */
function tool(name: string, command: string, args: readonly string[], saw?: RegExp): Check {
  return {
    name,
    run: async () => {
      const { code, output } = await run(`node_modules/.bin/${command}`, args);
      const figure = saw?.exec(output)?.[1];
      const sawSomething = saw === undefined || Number(figure) > 0;
      return { ok: code === 0 && sawSomething, saw: figure ?? '', output: sawSomething ? output : `${output}\n${name} saw no file` };
    },
  };
}

const bundled = (): Contract => JSON.parse(readFileSync('src/http/generated/openapi.json', 'utf8')) as Contract;

const inProcess = (name: string, find: () => { faults: readonly string[]; saw: number }): Check => ({
  name,
  run: () => {
    const { faults, saw } = find();
    return Promise.resolve({
      ok: faults.length === 0 && saw > 0,
      saw: String(saw),
      output: saw > 0 ? faults.join('\n') : `${name} saw nothing`,
    });
  },
});

/** How Redocly rates the contract; no figure may get worse than what is held. */
const contractScore: Check = {
  name: 'contract score',
  run: async () => {
    const score = await scoreOf('.');
    const faults = await scoreFaults('.', score);
    const saw = `${score['agentReadiness']} ready for agents, ${score['discoverability']} to be found, of 100`;
    return { ok: faults.length === 0, saw, output: faults.join('\n') };
  },
};

const CHECKS: readonly Check[] = [
  tool('types', 'tsc', ['-p', 'tsconfig.json', '--diagnostics'], /Files:\s+(\d+)/),
  tool('lint', 'oxlint', ['--type-aware', '--deny-warnings', 'src', 'test', 'scripts'], /on (\d+) files/),
  tool('format', 'biome', ['check', '.'], /Checked (\d+) files/),
  tool(
    'import law',
    'depcruise',
    ['src', 'test/acceptance', '--config', 'scripts/checks/dependency-rules.mjs'],
    /(\d+) (?:modules|dependencies cruised)/,
  ),
  tool('unused code', 'knip', ['--no-progress']),
  tool('contract lint', 'redocly', ['lint', 'api-spec/openapi.yaml'], /validated in (\d+)/),
  contractScore,
  inProcess('contract rules', () => ({ faults: checkContract(), saw: Object.keys(OPERATIONS).length })),
  inProcess('recorded contract', () => ({ faults: recordFaults('.', bundled()), saw: Object.keys(OPERATIONS).length })),
  tool('generated files', 'node', ['scripts/generate.ts', '--check']),
  inProcess('house numbers', checkHouse),
  inProcess('lock file', checkLock),
];

async function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', NO_COLOR: '1' },
  });
  let output = '';
  const keep = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? 1));
  });
  return { code, output };
}

async function main(): Promise<number> {
  const started = performance.now();
  const waiting = [...CHECKS];
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const begun = performance.now();
      const { ok, saw, output } = await check.run();
      if (!ok) failed++;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${check.name.padEnd(16)} ${seconds.padStart(5)} s ${saw && `  saw ${saw}`}`);
      if (!ok) console.log(output.trimEnd().replaceAll(/^/gm, '     '));
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane));
  console.log(`${CHECKS.length - failed} of ${CHECKS.length} checks passed in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
