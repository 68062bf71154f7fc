import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Settings } from '../../core/settings.ts';
import type { PageText, ReadFault, ReadRequest } from './child/protocol.ts';
import type { ChildUsage } from './child-usage.ts';
import type { Confinement } from './confinement.ts';
import type { FaultCode } from './faults.ts';
import { nodeFlags } from './node-flags.ts';
import { type ChildEnd, runChild } from './run-child.ts';

/** The child ended without an answer, and nothing says that the document is to blame. */
export class ChildFailed extends Error {
  override name = 'ChildFailed';
}

export type Reading = { readonly pages: readonly PageText[] } | { readonly fault: FaultCode };

interface ReadOptions {
  readonly limits: Settings['analysis'];
  readonly confinement: Confinement;
  readonly signal: AbortSignal;
  /** Told when the child has ended, for the log. */
  readonly onUsage?: (usage: ChildUsage) => void;
}

const MAX_PAGE_TEXT = 1_000_000;
const MAX_TOTAL_TEXT = 10_000_000;
const MAX_ANSWER_BYTES = 40_000_000;
/** How much longer than its CPU time a child may take on a busy machine. */
const WALL_FACTOR = 3;
/** What a child needs beside JavaScript's own heap: Node itself, and the document's bytes. */
const BESIDE_HEAP_BYTES = 128 * 1024 * 1024;
const MIN_HEAP_MEGABYTES = 64;

const points = z.number().min(0).max(1e7);
// the child is not trusted: an answer of another form ends it
const answerLine = z.union([
  z.object({ page: z.object({ width: points, height: points, text: z.string().max(MAX_PAGE_TEXT) }) }),
  z.object({ end: z.int().min(0) }),
  z.object({ fault: z.enum(['PDF_ENCRYPTED', 'PDF_BROKEN', 'TOO_MANY_PAGES', 'TOO_MUCH_TEXT'] satisfies ReadFault[]) }),
]);

/**
 * Reads pages and text of the PDF behind an open descriptor, in a child process of its own.
 * What the document is to blame for comes back as a fault; throws ChildFailed when the child
 * fails for no such reason, and the signal's reason when that aborts.
 */
export async function readDocument(document: number, { limits, confinement, signal, onUsage }: ReadOptions): Promise<Reading> {
  const pages: PageText[] = [];
  let fault: ReadFault | undefined;
  let count: number | undefined;
  const end = await runChild({
    command: childCommand(confinement, limits),
    document,
    limits: {
      maxMemoryBytes: limits.maxMemoryBytes,
      maxCpuSeconds: limits.maxSeconds,
      maxWallSeconds: limits.maxSeconds * WALL_FACTOR,
      maxAnswerBytes: MAX_ANSWER_BYTES,
    },
    signal,
    onLine(text) {
      const line = answerLine.parse(JSON.parse(text));
      if ('page' in line) pages.push(line.page);
      else if ('fault' in line) fault = line.fault;
      else count = line.end;
    },
  });
  onUsage?.(end.usage);
  signal.throwIfAborted();
  const reason = faultOf(end) ?? fault ?? (count === 0 ? 'PDF_BROKEN' : undefined);
  if (reason) return { fault: reason };
  if (end.exitCode === 0 && count === pages.length) return { pages };
  throw new ChildFailed(`The child ended early: exit code ${end.exitCode}, signal ${end.exitSignal}, ${pages.length} pages.`, {
    cause: end.lastWords,
  });
}

function faultOf({ verdict, lastWords }: ChildEnd): FaultCode | undefined {
  if (verdict === 'memory' || /out of memory|bad_alloc/i.test(lastWords)) return 'ANALYSIS_MEMORY';
  if (verdict === 'time') return 'ANALYSIS_TIMEOUT';
  return verdict === 'answer' ? 'TOO_MUCH_TEXT' : undefined;
}

function childCommand(confinement: Confinement, limits: Settings['analysis']): readonly [string, ...string[]] {
  const here = fileURLToPath(import.meta.url);
  const program = join(dirname(here), 'child', `main${extname(here)}`); // .ts as written, .js as built
  const library = import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs');
  const characterMaps = fileURLToPath(new URL('../../cmaps/', library));
  const readable = [join(dirname(program), sep), fileURLToPath(new URL('./', library)), characterMaps];
  const request: ReadRequest = {
    library,
    characterMaps,
    maxPages: limits.maxPages,
    maxPageText: MAX_PAGE_TEXT,
    maxTotalText: MAX_TOTAL_TEXT,
  };
  const heap = Math.max(MIN_HEAP_MEGABYTES, Math.floor((limits.maxMemoryBytes - BESIDE_HEAP_BYTES) / 1024 / 1024));
  const node = [process.execPath, ...nodeFlags(readable, heap), program, JSON.stringify(request)];
  return [...confinement.prefix, ...node] as unknown as readonly [string, ...string[]]; // ends with Node and its arguments, never empty
}
