// npm run demo [-- <folder>]: the main job on a stack of its own, from login to verified packages, with figures.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeDocuments } from './demo/documents/write-documents.ts';
import { runMainJob } from './demo/main-job.ts';
import { inSeconds, Report, timed } from './demo/report.ts';
import { seedDemo } from './operate/seed-demo.ts';
import { instanceFolders, ROOT } from './stack/paths.ts';
import { migrateStack, type Program, startProgram } from './stack/run-api.ts';
import { type Stack, startStack } from './stack/stack.ts';
import { abandonStart } from './stack/stopping.ts';
import { untilStopped } from './stack/until-stopped.ts';

const instance = process.env['TABULARIUM_INSTANCE'] ?? 'demo';
const OUTPUT = join(ROOT, 'demo-output');
const say = (line: string): void => console.log(line);

/** What is to be uploaded: the given folder, or one that is filled anew. */
async function prepareDocuments(given: string | undefined): Promise<Pick<Parameters<typeof runMainJob>[0], 'documents' | 'expected'>> {
  if (given !== undefined) {
    const documents = resolve(given);
    if (!(await stat(documents).catch(() => undefined))?.isDirectory()) throw new Error(`${documents} is not a folder.`);
    return { documents, expected: [] };
  }
  const documents = join(OUTPUT, 'documents');
  await rm(documents, { recursive: true, force: true });
  return { documents, expected: await writeDocuments(documents) };
}

/** Only what an earlier demonstration downloaded: the given folder may lie in here. */
async function clearDownloads(): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  for (const name of await readdir(OUTPUT)) if (name.endsWith('.zip')) await rm(join(OUTPUT, name));
}

/** Never resolves: rejects when a part ends by itself, or when somebody stops the demonstration. */
async function untilBroken(stack: Stack, program: Program, stopped: Promise<string>): Promise<never> {
  const part = Promise.race([stack.failed, program.failed]).then((name) => `${name} ended by itself; its log is in ${stack.folders.logs}`);
  throw new Error(await Promise.race([part, stopped.then((reason) => `stopped by ${reason}`)]));
}

async function demonstrate(stack: Stack, given: string | undefined, report: Report, stopped: Promise<string>): Promise<void> {
  let program: Program | undefined;
  try {
    await migrateStack(stack, say);
    await seedDemo(stack.env);
    program = await startProgram(stack, say);
    const job = runMainJob({ env: stack.env, ...(await prepareDocuments(given)), output: OUTPUT, report });
    await Promise.race([job, untilBroken(stack, program, stopped)]);
  } finally {
    await program?.stop();
    await stack.stop();
  }
}

/** The stack of the demonstration; throws when it is stopped before everything has started. */
async function startOrStop(stopped: Promise<string>): Promise<Stack> {
  const start = startStack({ instance, durable: true, log: say });
  const first = await Promise.race([stopped, start]);
  if (typeof first !== 'string') return first;
  start.catch(() => undefined); // it fails because its servers go away
  await abandonStart(instanceFolders(instance));
  throw new Error(`stopped by ${first}`);
}

async function main([given]: readonly string[]): Promise<number> {
  const report = new Report(say);
  const stopped = untilStopped(() => say('still stopping ...'));
  await clearDownloads();
  const [stack, startMs] = await timed(() => startOrStop(stopped));
  report.measured('start of the stack', inSeconds(startMs));
  const [, ms] = await timed(() => demonstrate(stack, given, report, stopped));
  report.measured('everything, stack started and stopped', inSeconds(startMs + ms));
  report.close();
  return report.mismatches.length === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`\nThe demonstration failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
