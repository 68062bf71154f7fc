// Scripted, self-checking proofs of promises too big for a test: `npm run prove -- <name>`.
import { readdirSync } from 'node:fs';

/** One proof: prints what it does and its figures, throws when the promise does not hold. */
interface Proof {
  readonly about: string;
  readonly prove: (args: readonly string[]) => Promise<void>;
}

const folder = new URL('./prove/', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.proof.ts'))
  .map((file) => file.replace('.proof.ts', ''));

const load = async (name: string): Promise<Proof> => (await import(new URL(`${name}.proof.ts`, folder).href)) as Proof;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || !names.includes(name)) {
    console.log('npm run prove -- <name>');
    for (const each of names) console.log(`  ${each.padEnd(12)} ${(await load(each)).about}`);
    return name === undefined ? 0 : 2;
  }
  const started = performance.now();
  try {
    await (await load(name)).prove(args);
    console.log(`\nproved: ${name}, in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    return 0;
  } catch (error) {
    console.error(`\nNOT proved: ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
}

process.exit(await main(process.argv.slice(2)));
