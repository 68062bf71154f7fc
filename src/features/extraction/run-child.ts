import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex, Readable } from 'node:stream';
import { type ChildUsage, usageOf } from './child-usage.ts';
import { lineSplitter } from './line-splitter.ts';

/** What a child may take; passing any of it ends the child. */
export interface ChildLimits {
  readonly maxMemoryBytes: number;
  readonly maxCpuSeconds: number;
  readonly maxWallSeconds: number;
  readonly maxAnswerBytes: number;
}

export interface ChildOrder {
  readonly command: readonly [string, ...string[]];
  /** Open descriptor that the child finds as its fd 4. */
  readonly document: number;
  readonly limits: ChildLimits;
  readonly signal: AbortSignal;
  /** Called for each line the child writes to its fd 3. Throwing ends the child. */
  readonly onLine: (line: string) => void;
}

/** Why the parent ended its child. */
export type Verdict = 'memory' | 'time' | 'answer' | 'aborted';

export interface ChildEnd {
  /** Null when it ended by itself. */
  readonly verdict: Verdict | null;
  readonly exitCode: number | null;
  readonly exitSignal: NodeJS.Signals | null;
  /** The last words of its standard error, at most 4,096 bytes. */
  readonly lastWords: string;
  readonly usage: ChildUsage;
}

const WATCH_MS = 100;
const LAST_WORDS_BYTES = 4096;

/**
 * Runs one child to its end: no environment, no standard input, an answer of bounded length on fd 3, its memory and its time watched.
 * The child is dead when this resolves, and dies when this process exits. Rejects only when it cannot be started.
 */
export async function runChild({ command: [file, ...args], document, limits, signal, onLine }: ChildOrder): Promise<ChildEnd> {
  signal.throwIfAborted();
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', document], env: {}, cwd: '/' });
  let verdict: Verdict | null = null;
  const end = (reason: Verdict): void => {
    verdict ??= reason;
    child.kill('SIGKILL');
  };
  const abort = (): void => end('aborted');
  process.once('exit', abort);
  signal.addEventListener('abort', abort, { once: true });
  const watch = startWatch(child, limits, end);
  try {
    takeAnswer(child, limits.maxAnswerBytes, onLine, () => end('answer'));
    const lastWords = keepLastWords(child);
    const [exitCode, exitSignal] = await endOf(child);
    return { verdict, exitCode, exitSignal, lastWords: lastWords(), usage: watch.usage() };
  } finally {
    watch.stop();
    signal.removeEventListener('abort', abort);
    process.removeListener('exit', abort);
  }
}

const endOf = (child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve([code, signal]));
  });

function startWatch({ pid }: ChildProcess, limits: ChildLimits, end: (reason: Verdict) => void): { usage(): ChildUsage; stop(): void } {
  let usage: ChildUsage = { peakBytes: 0, cpuSeconds: 0 };
  const look = async (): Promise<void> => {
    usage = (pid !== undefined && (await usageOf(pid))) || usage;
    if (usage.peakBytes > limits.maxMemoryBytes) end('memory');
    else if (usage.cpuSeconds > limits.maxCpuSeconds) end('time');
  };
  const looking = setInterval(() => void look(), WATCH_MS);
  const wall = setTimeout(() => end('time'), limits.maxWallSeconds * 1000);
  return {
    usage: () => usage,
    stop() {
      clearInterval(looking);
      clearTimeout(wall);
    },
  };
}

function takeAnswer(child: ChildProcess, maxBytes: number, onLine: (line: string) => void, refuse: () => void): void {
  const pipe = child.stdio[3] as Duplex; // 'pipe' in spawn's stdio
  let left = maxBytes;
  const split = lineSplitter(onLine);
  pipe.on('error', () => undefined); // a killed child resets its pipe; its end is told by 'close'
  pipe.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    try {
      if (left < 0) return refuse();
      split(chunk);
    } catch {
      left = 0;
      refuse();
    }
  });
}

function keepLastWords(child: ChildProcess): () => string {
  let words = Buffer.alloc(0);
  const stderr = child.stderr as Readable; // 'pipe' in spawn's stdio
  stderr.on('error', () => undefined);
  stderr.on('data', (chunk: Buffer) => {
    words = Buffer.concat([words, chunk]).subarray(-LAST_WORDS_BYTES);
  });
  return () => words.toString('utf8');
}
