import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Contract } from './contract-types.ts';

const run = promisify(execFile);

/** Redocly's command-line program; its package exports no path to it, so it is found beside its package.json. */
function redocly(): string {
  const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
  return join(dirname(manifest), 'bin', 'cli.js');
}

/** Bundles the parts under `root`/api-spec into one document. Throws with Redocly's own words when a reference is broken. */
export async function bundleContract(root: string): Promise<Contract> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-contract-'));
  const target = join(folder, 'openapi.json');
  try {
    await run(process.execPath, [redocly(), 'bundle', 'tabularium', '--output', target], {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    return JSON.parse(await readFile(target, 'utf8')) as Contract;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
