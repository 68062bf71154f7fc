import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from './contract-types.ts';
import { redocly } from './redocly.ts';

/** Bundles the parts under `root`/api-spec into one document. Throws with Redocly's own words when a reference is broken. */
export async function bundleContract(root: string): Promise<Contract> {
  const folder = await mkdtemp(join(tmpdir(), 'tabularium-contract-'));
  const target = join(folder, 'openapi.json');
  try {
    await redocly(root, 'bundle', 'tabularium', '--output', target);
    return JSON.parse(await readFile(target, 'utf8')) as Contract;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
