import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs Redocly's command-line program in `root` and gives what it says. Throws with its own words when it fails. */
export async function redocly(root: string, ...args: readonly string[]): Promise<string> {
  // its package exports no path to it, so it is found beside its package.json
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  const { stdout } = await run(process.execPath, [join(dirname(manifest), 'bin', 'cli.js'), ...args], {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
