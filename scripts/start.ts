// npm start: the whole of Tabularium on this machine, until Ctrl-C.
import { seedDemo } from './operate/seed-demo.ts';
import { lastLines } from './stack/files.ts';
import { logPath } from './stack/part.ts';
import { instanceFolders } from './stack/paths.ts';
import { migrateStack, type Program, startProgram } from './stack/run-api.ts';
import { writeShellFile } from './stack/shell-file.ts';
import { type Stack, startStack } from './stack/stack.ts';
import { abandonStart } from './stack/stopping.ts';
import { untilStopped } from './stack/until-stopped.ts';
import { showWelcome } from './stack/welcome.ts';

const say = (line: string): void => console.log(line);

const instance = process.env['TABULARIUM_INSTANCE'] ?? 'dev';

async function main(): Promise<number> {
  const stopped = untilStopped(() => say('still stopping ...'));
  const start = startStack({ instance, durable: true, log: say });
  const early = await Promise.race([stopped, start]);
  if (typeof early !== 'string') return await run(early, stopped);
  say(`\nstopping (${early}) before everything has started ...`);
  start.catch(() => {}); // it fails because its servers go away
  await abandonStart(instanceFolders(instance));
  return 0;
}

async function run(stack: Stack, stopped: Promise<string>): Promise<number> {
  let program: Program | undefined;
  try {
    await migrateStack(stack, say);
    const { workspaces } = await seedDemo(stack.env);
    program = await startProgram(stack, say);
    const shellFile = writeShellFile(stack.folders, stack.env, workspaces[0]?.id);
    showWelcome(stack, workspaces, shellFile, say);
    return await runUntilEnd(stack, program, stopped);
  } finally {
    await program?.stop();
    await stack.stop();
    say('stopped; the data is kept');
  }
}

/** Resolves to the exit code: 0 when somebody stopped it, 1 when something broke. */
async function runUntilEnd(stack: Stack, program: Program, stopped: Promise<string>): Promise<number> {
  const crashed = Promise.race([stack.failed, program.failed]);
  const end = await Promise.race([stopped.then((reason) => ({ reason })), crashed.then((part) => ({ part }))]);
  if ('reason' in end) {
    say(`\nstopping (${end.reason}) ...`);
    return 0;
  }
  const log = logPath(stack.folders, end.part);
  console.error(`\n${end.part} ended by itself; stopping everything. The end of ${log}:\n${lastLines(log, 20)}`);
  return 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  },
);
