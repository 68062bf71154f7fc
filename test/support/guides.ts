import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/stack/paths.ts';

/** A `sh` block of a page, and what the comment above it says is to be done with it. */
export interface Block {
  readonly mark: string | undefined;
  readonly text: string;
}

/** One request that a line of a block has made. */
export interface Call {
  readonly status: number;
  readonly contentType: string;
  readonly url: string;
}

const ELSEWHERE = ['node_modules', 'demo-output', 'dist'];

/** Every page of the repository, by its path from the root. */
export const pages = (): string[] =>
  globSync('**/*.md', { cwd: ROOT, exclude: (path) => ELSEWHERE.some((name) => path.startsWith(name)) || path.startsWith('.') }).sort();

export const readPage = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The `sh` blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const found = readPage(page).matchAll(/(?:<!-- (run[^>]*?) -->\n)?```sh\n(.*?)```/gs);
  return [...found].map(([, mark, text = '']) => ({ mark, text }));
}

/** Every cURL call tells on stderr how it ended; the lines themselves stay as they are written. */
const PRELUDE = `set -euo pipefail
curl() { command curl -w '%{stderr}\\n@call %{http_code} %{content_type} %{url_effective}\\n' "$@"; }
`;

/** A line that waits for something waits no longer than this. */
const PATIENCE_MS = 120_000;

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  /** What each block has called, in the order of the blocks. */
  readonly calls: readonly (readonly Call[])[];
}

/** Runs the blocks in one bash, as a person would paste them one after the other. */
export async function runBlocks(blocks: readonly Block[], folder: string, variables: Readonly<Record<string, string>>): Promise<Ran> {
  const script = PRELUDE + blocks.map(({ text }) => `echo @block >&2\n${text}`).join('\n');
  const child = spawn('bash', ['-s'], { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, ...variables }, timeout: PATIENCE_MS });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(script);
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { code, output, errors, calls: errors.split('@block\n').slice(1).map(callsIn) };
}

const callsIn = (errors: string): Call[] =>
  [...errors.matchAll(/^@call (\d+) (.*) (\S+)$/gm)].map(([, status, contentType = '', url = '']) => ({
    status: Number(status),
    contentType,
    url,
  }));
