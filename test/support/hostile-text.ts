import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** `unit` as often as `times`, then `end`. */
export interface HostileText {
  readonly unit: string;
  readonly times: number;
  readonly end: string;
}

const PROGRAM = `
const [module, name, as, cases] = process.argv.slice(1);
const run = (await import(module))[name];
for (const { unit, times, end } of JSON.parse(cases)) {
  try {
    const text = unit.repeat(times) + end;
    await run(as === 'bytes' ? Buffer.from(text) : text);
  } catch {}
  console.log(JSON.stringify(unit));
}`;

/**
 * Gives each text to an export of `module` in a process of its own, which alone can be ended when it never comes back, and resolves to the
 * units of those that were dealt with, refused ones too. The wait is a bound for a hanging test, no assertion about speed.
 */
export async function dealtWith(
  module: URL,
  name: string,
  as: 'text' | 'bytes',
  texts: readonly HostileText[],
): Promise<readonly string[]> {
  const args = ['--input-type=module', '--eval', PROGRAM, '--', module.href, name, as, JSON.stringify(texts)];
  const ended = promisify(execFile)(process.execPath, args, { timeout: 60_000, killSignal: 'SIGKILL' });
  const { stdout } = await ended.catch((error: { stdout: string }) => error);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as string]));
}
