// npm test [-- --keep] [-- files or options of node --test]: one stack, one API and one worker for all test files.
import { spawn } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolder, tryLock } from './stack/lock.ts';
import { instanceFolders, ROOT } from './stack/paths.ts';
import { seconds } from './stack/progress.ts';
import { migrateStack, type Program, startProgram } from './stack/run-api.ts';
import { type Stack, startStack } from './stack/stack.ts';
import { abandonStart } from './stack/stopping.ts';
import { untilStopped } from './stack/until-stopped.ts';
import { uncalledOperations } from './test/uncalled-operations.ts';

const INSTANCE = 'test';
/** Small enough that a test can go over them. */
const LIMITS = { UPLOAD_MAX_BYTES: String(64 * 1024 * 1024), UPLOAD_MAX_FILES: '5' };
const EVERYTHING = 'test/**/*.test.ts';
/** Held while a stack is up for others to use. */
const KEPT = `kept-${instanceFolders(INSTANCE).mark}`;
const say = (line: string): void => console.error(`# ${line}`);

/** What the command line asks for. */
function wanted(args: readonly string[]): {
  readonly keep: boolean;
  readonly files: readonly string[];
  readonly options: readonly string[];
} {
  const patterns = args.filter((arg) => !arg.startsWith('-'));
  const options = args.filter((arg) => arg.startsWith('-') && arg !== '--keep');
  const files = (patterns.length > 0 ? patterns : [EVERYTHING]).flatMap((pattern) => {
    const found = globSync(pattern, { cwd: ROOT }).filter((path) => path.endsWith('.test.ts'));
    if (found.length === 0) throw new Error(`no test file matches ${pattern}: a run of nothing must not pass`);
    return found;
  });
  return { keep: args.includes('--keep'), files: [...new Set(files)].sort(), options };
}

/** Runs the files under Node's own runner and resolves to its exit code. */
function runTests(files: readonly string[], options: readonly string[], stopped: Promise<string>): Promise<number> {
  const args = ['--test', '--test-concurrency=2', ...options, ...files];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  void stopped.then(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function runAndReport(args: ReturnType<typeof wanted>, stopped: Promise<string>): Promise<number> {
  const calls = join(instanceFolders(INSTANCE).home, 'calls');
  rmSync(calls, { recursive: true, force: true });
  const code = await runTests(args.files, args.options, stopped);
  const complete = args.files.length === globSync(EVERYTHING, { cwd: ROOT }).length && args.options.length === 0;
  if (code !== 0 || !complete) return code;
  const uncalled = uncalledOperations(calls);
  if (uncalled.length > 0) say(`operations that no test has called with success: ${uncalled.join(', ')}`);
  return uncalled.length > 0 ? 1 : 0;
}

/** The stack of the tests; throws when it is stopped before everything has started. */
async function startOrStop(stopped: Promise<string>): Promise<Stack> {
  const start = startStack({ instance: INSTANCE, durable: false, settings: LIMITS, log: say });
  const first = await Promise.race([stopped, start]);
  if (typeof first !== 'string') return first;
  say(`stopping (${first}) before everything has started ...`);
  start.catch(() => undefined); // it fails because its servers go away
  await abandonStart(instanceFolders(INSTANCE));
  throw new Error(`stopped by ${first}`);
}

async function withStack<T>(stopped: Promise<string>, run: () => Promise<T>): Promise<T> {
  const started = Date.now();
  let stack: Stack | undefined;
  let program: Program | undefined;
  try {
    stack = await startOrStop(stopped);
    await migrateStack(stack, say);
    program = await startProgram(stack, say);
    const failed = Promise.race([stack.failed, program.failed]);
    void failed.then((part) => say(`${part} ended by itself; its log is in ${stack?.folders.logs}`));
    say(`everything is up after ${seconds(Date.now() - started)}`);
    return await run();
  } finally {
    await program?.stop();
    await stack?.stop();
  }
}

async function keepUp(stopped: Promise<string>): Promise<void> {
  const kept = await tryLock(KEPT);
  say('kept up for "npm test" in other shells, until Ctrl-C; API and worker do not follow changes of the sources');
  const awake = setInterval(() => undefined, 60_000); // nothing else here keeps the process alive
  await stopped;
  clearInterval(awake);
  await kept?.release();
}

async function main(): Promise<number> {
  const args = wanted(process.argv.slice(2));
  if (!args.keep && (await lockHolder(KEPT)) !== undefined) {
    say('using the stack that another "npm test" keeps up');
    return runAndReport(args, new Promise(() => undefined));
  }
  const stopped = untilStopped(() => say('still stopping ...'));
  return withStack(stopped, async () => {
    if (!args.keep) return runAndReport(args, stopped);
    await keepUp(stopped);
    return 0;
  });
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
